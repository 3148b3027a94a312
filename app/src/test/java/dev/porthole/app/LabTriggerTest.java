package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.lab.LabSupport;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The first and the last experiment of the lab in the real window. */
class LabTriggerTest extends RealWindow {

    @Test
    void theSpaceBarLeadsThroughTheSteps() throws Exception {
        open();
        fire("#labButton");
        Await.until("the first experiment is shown", () -> onFx(() -> shown(".trigger")));
        if (LabSupport.kernel()) {
            assertThat(onFx(() -> text(".lab-badge"))).contains("KERNEL");
            onFx(() -> {
                find("#onModel", ToggleButton.class).fire();
                return true;
            });
        }
        Await.until("the badge says model", () -> onFx(() -> text(".lab-badge").contains("MODEL")));
        onFx(() -> {
            find("#step", Button.class).requestFocus();
            return true;
        });
        robot.interact(() -> robot.type(KeyCode.SPACE));
        Await.until("the first row says who was told", () -> onFx(() -> spoken().contains(
                "wait 1, 100 B arrived. LT: EPOLLIN, something arrived. ET: EPOLLIN, new edge."
                        + " ONESHOT: EPOLLIN, told once, now disarmed")));
        robot.interact(() -> robot.type(KeyCode.SPACE));
        Await.until("the second row says who was silent", () -> onFx(() -> spoken().contains(
                "wait 2, asked again. LT: EPOLLIN, still there: a level. ET: silent, no arrival: silent."
                        + " ONESHOT: silent, disarmed until MOD")));
        robot.interact(() -> robot.type(KeyCode.SPACE));
        Await.until("the class is asked", () -> onFx(() -> shown(".lab-question")));
        assertThat(onFx(() -> text("#unread"))).as("nothing is read before the vote").isEqualTo("100 B unread");
    }

    private List<String> spoken() {
        ListView<?> rows = find(".trigger-rows", ListView.class);
        return rows.lookupAll(".list-cell").stream().map(ListCell.class::cast)
                .filter(cell -> !cell.isEmpty()).map(Node::getAccessibleText).toList();
    }
}
