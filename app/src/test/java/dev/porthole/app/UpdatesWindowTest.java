package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.updates.ReleaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The look for a new version as the user meets it. */
class UpdatesWindowTest extends RealWindow {

    private final ReleaseServer server = new ReleaseServer();

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    @Test
    void whoWantsItIsToldOfALaterVersionAndOfEachOnce() throws Exception {
        server.publish("v99.0.0");
        System.setProperty("porthole.releases", server.address());
        serve();
        fire("#preferences");
        assertThat(onFx(() -> text("#lookSends"))).startsWith("Asks 127.0.0.1: one GET, with “Porthole/");
        assertThat(server.heads).as("nobody has asked for it").isEmpty();
        fire("#lookDaily");
        Await.until("the notice is shown", () -> onFx(() -> shown(".notice")));
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        assertThat(onFx(() -> text(".notice .label"))).startsWith("Porthole 99.0.0 is out; this is ");
        assertThat(server.heads).hasSize(1);
        press("What is new");
        Await.until("the page is opened", () -> desktop.opened.equals(
                List.of("https://127.0.0.1/releases/v99.0.0")));
        press("Not this version");
        assertThat(onFx(() -> shown(".notice"))).isFalse();
        Await.until("the choice is on disk", () -> Files.readString(temp.resolve("config/settings.properties"))
                .contains("updates.skipped=99.0.0"));
    }

    @Test
    void aClickLooksAtOnceAndTheAnswerIsInTheWindow() throws Exception {
        server.publish("v0.0.1");
        System.setProperty("porthole.releases", server.address());
        serve();
        fire("#preferences");
        fire("#about");
        assertThat(onFx(() -> text("#updateStatus"))).startsWith("Not looked yet. Asks 127.0.0.1");
        assertThat(onFx(() -> shown("#whatIsNew"))).isFalse();
        fire("#lookNow");
        awaitStatus("This is the newest version.");
        server.answer("404 Not Found", "");
        fire("#lookNow");
        awaitStatus("127.0.0.1 knows of no release at this address (404).");
        server.publish("v99.0.0");
        fire("#lookNow");
        awaitStatus("Version 99.0.0 is out.");
        assertThat(onFx(() -> shown("#whatIsNew"))).isTrue();
        fire("#whatIsNew");
        Await.until("the page is opened", () -> desktop.opened.equals(
                List.of("https://127.0.0.1/releases/v99.0.0")));
    }

    @Test
    void aCopyThatKnowsNobodyToAskSaysSo() throws Exception {
        System.setProperty("porthole.releases", "");
        serve();
        fire("#preferences");
        assertThat(onFx(() -> shown("#restoreRunning"))).isTrue();
        assertThat(onFx(() -> shown("#lookDaily"))).isFalse();
        fire("#about");
        assertThat(onFx(() -> text("#updateStatus")))
                .isEqualTo("This copy knows no address where it could ask for new versions.");
        assertThat(onFx(() -> shown("#lookNow"))).isFalse();
    }

    private void awaitStatus(String beginning) {
        Await.until(beginning, () -> onFx(() -> text("#updateStatus").startsWith(beginning)));
    }

    private void press(String words) {
        onFx(() -> {
            robot.lookup(".notice .button").queryAllAs(ButtonBase.class).stream()
                    .filter(button -> words.equals(button.getText())).findFirst().orElseThrow().fire();
            return true;
        });
    }
}
