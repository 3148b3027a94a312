package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;

/** Requests leave the window as a file and come back. */
class ExportWindowTest extends RealWindow {

    @Test
    void filteredRequestsAreSavedAndOpenedAgain() throws Exception {
        serve();
        get("");
        get("missing");
        get("site.css");
        awaitRows(3);
        fire("#clientError");
        awaitRows(1);
        Path file = temp.resolve("saved.har");
        desktop.nextFile = Optional.of(file);

        fire("#export");
        choose("#scopeFiltered");
        fire("#save");
        Await.until("the file is there", () -> Files.exists(file));
        Await.until("it is told", () -> onFx(() -> shown(".notice.information")));
        fire("#all");
        awaitRows(3);
        fire("#openLog");

        Await.until("the saved request is shown", () -> onFx(() -> shown("#closeLog")));
        awaitRows(1);
        assertThat(onFx(() -> rows().getFirst().exchange().request().target())).isEqualTo("/missing");
        assertThat(onFx(() -> shown("#start"))).isFalse();
        select(0);
        fire("#whyTab");
        assertThat(onFx(this::inspectorText)).contains("Nothing in the served folder has this name");

        fire("#closeLog");
        awaitRows(3);
        assertThat(onFx(() -> shown("#start"))).isTrue();
    }

    @Test
    void aFileThatIsNoArchiveIsToldAndTheSiteStays() throws Exception {
        serve();
        get("");
        awaitRows(1);
        Path file = Files.writeString(temp.resolve("junk.har"), "{\"log\": 1}");
        desktop.nextFile = Optional.of(file);

        fire("#export");
        fire("#openLog");

        Await.until("it is told", () -> onFx(() -> shown(".notice.error")));
        assertThat(onFx(() -> text(".notice.error .label")))
                .contains("junk.har could not be opened", "is no HTTP Archive");
        Await.until("the site is shown again", () -> onFx(() -> shown("#start")));
        awaitRows(1);
    }

    private void choose(String toggle) {
        onFx(() -> {
            find(toggle, ToggleButton.class).setSelected(true);
            return true;
        });
    }
}
