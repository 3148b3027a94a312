package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

/** The stages of what a wait costs, of the slow client and of kept connections, in the real window. */
class MeasuredStagesWindowTest extends RealWindow {

    private Node inStage(String query) {
        return Objects.requireNonNull(find("#stage", StackPane.class).lookup(query), query);
    }

    private void fireInStage(String query) {
        onFx(() -> {
            ((ButtonBase) inStage(query)).fire();
            return true;
        });
    }

    private String findings() {
        return ((Label) inStage("#findings")).getText();
    }

    private void runWithoutVote(String expected) {
        assertThat(onFx(() -> inStage("#run").isDisabled())).as("locked until there is a prediction").isTrue();
        fire("#skip");
        fireInStage("#run");
        Await.until("it says: " + expected, () -> onFx(() -> findings().contains(expected)));
        Await.until("the answer is explained", () -> onFx(() -> shown("#why")));
    }

    @Test
    void theBytesOfTheAnswerAndTheConnectionsAreShown() throws Exception {
        open();
        fire("#labButton");
        robot.interact(() -> robot.type(KeyCode.DIGIT5));
        Await.until("the stage is shown", () -> onFx(() -> text("#title").equals("Kept connections")));
        runWithoutVote("Kept: 13 files, connections: 1,");
        fireInStage("#ruler");
        runWithoutVote("Content-Length says 25, the body has 37 bytes");
        Await.until("the client is lost", () -> onFx(() ->
                ((Label) inStage("#clients")).getText().contains("正确的urlHTTP/1.1 200 OK")));
        fireInStage("#reset");
        assertThat(onFx(this::findings)).isEmpty();
    }

    @Test
    void theFourServersAreShownAndTheLastRunEndsWithTheStage() throws Exception {
        open();
        fire("#labButton");
        robot.interact(() -> robot.type(KeyCode.DIGIT4));
        Await.until("the stage is shown", () -> onFx(() -> text("#title").equals("One slow client")));
        runWithoutVote("One blocking thread served 0 of 5 fast clients");
        fireInStage("#run");
        Await.until("it runs again", () -> onFx(() -> ((Label) inStage("#state")).getText().startsWith("Running")));
        robot.interact(() -> robot.type(KeyCode.DIGIT3));
        Await.until("another stage is shown", () -> onFx(() -> text("#title").equals("What a wait costs")));
        robot.interact(() -> robot.type(KeyCode.DIGIT4));
        Await.until("it was stopped", () -> onFx(() -> ((Label) inStage("#state")).getText().equals("Stopped")));
    }

    @Test
    void theChartIsAlsoATable() throws Exception {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
        open();
        fire("#labButton");
        robot.interact(() -> robot.type(KeyCode.DIGIT3));
        Await.until("the stage is shown", () -> onFx(() -> text("#title").equals("What a wait costs")));
        runWithoutVote("With ");
        TableView<?> table = onFx(() -> (TableView<?>) inStage("#table"));
        assertThat(onFx(() -> table.getItems().size())).isGreaterThanOrEqualTo(2);
        assertThat(onFx(() -> table.getColumns().get(3).getCellData(0))).asString().matches("[\\d.]+ [nµ]s");
        assertThat(onFx(() -> inStage("#chart").getAccessibleText())).contains("10: ");
    }
}
