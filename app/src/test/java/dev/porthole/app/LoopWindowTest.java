package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The tab of the event loop in the real window. */
class LoopWindowTest extends RealWindow {

    private String spoken() {
        return onFx(() -> Optional.ofNullable(find(".loop-canvas", Node.class).getAccessibleText()).orElse(""));
    }

    private String words(String selector) {
        return onFx(() -> find(selector, Labeled.class).getText());
    }

    private boolean isTraced() {
        return onFx(() -> !find("#interestTable", TableView.class).getItems().isEmpty());
    }

    @Test
    void aRequestIsSeenInTheLoopAndNothingIsTracedBehindOtherTabs() throws Exception {
        serve();
        robot.interact(() -> robot.push(KeyCode.CONTROL, KeyCode.DIGIT4));
        Await.until("the interest list is shown", this::isTraced);
        get("");
        int[] next = {0};
        Await.until("the loop that has the connection tells of the request", () -> {
            int loop = next[0]++ % loops().size();
            choose(loop);
            return spoken().contains("GET /");
        });
        assertThat(words("#loopConnections")).isEqualTo("1");
        fire("#requestsTab");
        Await.until("nothing is traced", () -> !isTraced());
    }

    private List<ToggleButton> loops() {
        return onFx(() -> List.copyOf(robot.lookup("#loopChoice > .toggle-button").queryAllAs(ToggleButton.class)));
    }

    private void choose(int loop) {
        ToggleButton button = loops().get(loop);
        onFx(() -> {
            button.fire();
            return true;
        });
        Await.until("that loop is shown", () -> spoken().startsWith("Loop " + (loop + 1) + ":"));
    }

    @Test
    void keysFreezeAndGoBackInTime() throws Exception {
        serve();
        fire("#loopTab");
        Await.until("the interest list is shown", this::isTraced);
        onFx(() -> {
            find(".loop-canvas", Node.class).requestFocus();
            return true;
        });
        robot.interact(() -> robot.type(KeyCode.SPACE));
        Await.until("it is frozen", () -> words("#pace").startsWith("Frozen"));
        robot.interact(() -> robot.type(KeyCode.SPACE));
        Await.until("it goes on", () -> words("#pace").startsWith("Level-triggered"));
        robot.interact(() -> robot.type(KeyCode.N));
        Await.until("a wake-up is awaited or shown",
                () -> words("#pace").startsWith("Waiting") || words("#pace").startsWith("Frozen"));
        get("site.css");
        Await.until("it is shown", () -> words("#pace").startsWith("Frozen")
                || words("#pace").startsWith("Waiting"));
        robot.interact(() -> robot.type(KeyCode.SPACE));
        fire("#start");
        awaitState("Stopped");
        Await.until("the page says so", () -> onFx(() -> shown("#loopEmpty")));
    }
}
