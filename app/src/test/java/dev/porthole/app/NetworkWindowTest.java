package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/** A bad network and faults, set up in the window and seen in the log. */
class NetworkWindowTest extends RealWindow {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private boolean chipIs(String words, boolean bad) {
        return onFx(() -> {
            Button chip = find("#networkChip", Button.class);
            return chip.getText().equals(words) && chip.getPseudoClassStates().contains(BAD) == bad;
        });
    }

    private void chooseForEveryone(int index) {
        onFx(() -> {
            find("#everyoneNetwork", ComboBox.class).getSelectionModel().select(index);
            return true;
        });
    }

    @Test
    void aSlowNetworkAndAFaultAreSetUpSeenAndTakenBack() throws Exception {
        serve();
        assertThat(chipIs("Network", false)).isTrue();
        get("site.css");
        fire("#networkChip");
        Await.until("who has visited is shown", () -> onFx(() -> robot.lookup("#networkDevices .label").queryAll()
                .stream().anyMatch(node -> node instanceof Label name && name.getText().startsWith("127.0.0.1"))));

        chooseForEveryone(1);
        Await.until("the chip says so", () -> chipIs("4G", true));
        assertThat(onFx(() -> text("#everyoneNumbers"))).isEqualTo("9 Mbit/s down, 9 Mbit/s up, 170 ms there and back");
        get("site.css");

        type("#faultPath", "nothing");
        fire("#faultAdd");
        Await.until("the path is wrong", () -> onFx(() -> text("#faultProblem").startsWith("A path begins with")));
        onFx(() -> {
            find("#faultKind", ComboBox.class).getSelectionModel().select(1);
            return true;
        });
        type("#faultPath", "*.css");
        fire("#faultAdd");
        Await.until("the chip counts it", () -> chipIs("4G, 1 fault", true));
        HttpResponse<String> answer = get("site.css");
        assertThat(answer.statusCode()).isEqualTo(503);
        awaitRows(3);

        fire("#networkClear");
        Await.until("all is as it was", () -> chipIs("Network", false));
        assertThat(onFx(() -> robot.lookup("#networkFaults .check-box").queryAs(CheckBox.class).isSelected()))
                .isFalse();
        assertThat(get("site.css").statusCode()).isEqualTo(200);
        onFx(() -> {
            robot.lookup("#networkFaults .check-box").queryAs(CheckBox.class).fire();
            return true;
        });
        Await.until("it is on again", () -> chipIs("1 fault", true));

        type("#filter", "reason:throttled");
        awaitRows(2);
        type("#filter", "reason:fault");
        awaitRows(1);
        select(0);
        fire("#whyTab");
        Await.until("the inspector tells", () -> onFx(() -> inspectorText().contains("*.css: error 503 instead")
                && find(".fact-option", TextField.class).getText().equals("--fault '*.css=status:503'")
                && inspectorText().contains("Held back by the network profile 4G")));
    }
}
