package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether all that is written in a small window can be read to its end, in both languages. */
class ClippedTextTest extends RealWindow {

    private static final double WIDTH = 1_024;
    private static final double HEIGHT = 700;

    private final List<String> cutOff = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"english", "chinese"})
    void nothingIsCutOffInASmallWindow(String language) throws Exception {
        Files.writeString(temp.resolve("config/settings.properties"),
                "language=" + language + "\ntheme=light\ntour-seen=true\n");
        open(root.toString());
        resize(WIDTH);
        Await.until("the site runs", () -> onFx(() -> address().startsWith("http")));
        check("no requests yet");
        get("");
        get("site.css");
        get("missing");
        awaitRows(3);
        check("requests");
        select(2);
        Await.until("the inspector is shown", () -> onFx(() -> shown("#inspector")));
        for (String tab : List.of("#requestTab", "#responseTab", "#whyTab", "#timingTab", "#previewTab")) {
            choose("#inspector " + tab);
        }
        for (String tab : List.of("#connectionsTab", "#chartsTab", "#loopTab", "#checkTab", "#requestsTab")) {
            choose(tab);
        }
        choose("#connectionsTab");
        Await.until("connections are shown", () -> onFx(() ->
                !find("#connectionTable", TableView.class).getItems().isEmpty()));
        onFx(() -> {
            find("#connectionTable", TableView.class).getSelectionModel().select(0);
            return true;
        });
        Await.until("its requests are shown", () -> onFx(() -> shown("#connectionDetails")));
        check("a connection");
        choose("#requestsTab");
        for (String panel : List.of("#networkChip", "#phone", "#optionsButton", "#export", "#preferences")) {
            fire(panel);
            check("the panel of " + panel);
            robot.interact(() -> robot.type(KeyCode.ESCAPE));
        }
        fire("#labButton");
        Await.until("the lab is shown", () -> onFx(() -> shown(".trigger")));
        check("the lab");
        for (String panel : List.of("#lesson", "#glossary")) {
            choose("#lab " + panel);
        }
        assertThat(cutOff).isEmpty();
    }

    @Test
    void whatTheFilterAsksForFitsIntoItAtAnyWidth() throws Exception {
        serve();
        for (double width : new double[] {1_280, 1_024, 880, 760, 700}) {
            resize(width);
            check("the window, " + width + " wide");
        }
        assertThat(cutOff).isEmpty();
        resize(1_280);
        assertThat(onFx(() -> find("#filter", TextField.class).getPromptText())).contains("path:/img");
    }

    private void resize(double width) {
        onFx(() -> {
            Stage stage = (Stage) scene().getWindow();
            stage.setWidth(width);
            stage.setHeight(HEIGHT);
            return true;
        });
        Await.until("the window has its size", () -> onFx(() -> scene().getWidth() == width));
    }

    private void choose(String toggle) {
        onFx(() -> {
            find(toggle, ToggleButton.class).fire();
            return true;
        });
        check(toggle);
    }

    private void check(String state) {
        onFx(() -> {
            Parent everything = scene().getRoot();
            everything.applyCss();
            everything.layout();
            return ClippedTexts.in(everything);
        }).forEach(text -> cutOff.add(state + ": " + text));
    }
}
