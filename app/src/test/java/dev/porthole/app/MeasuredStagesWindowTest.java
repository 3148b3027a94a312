package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
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

    /** Opens an experiment by its number; a stage is known by a control that no other has. */
    private void openStage(int number, String control) {
        onFx(() -> {
            ((ButtonBase) find("#rail", VBox.class).getChildren().get(number - 1)).fire();
            return true;
        });
        Await.until("stage " + number + " is shown", () -> onFx(() ->
                find("#stage", StackPane.class).lookup(control) != null && shown("#skip")));
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
        openStage(5, "#ruler");
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
        openStage(4, "#reader");
        runWithoutVote("One blocking thread served 0 of 5 fast clients");
        fireInStage("#run");
        Await.until("it runs again", () -> onFx(() -> ((Label) inStage("#state")).getText().startsWith("Running")));
        openStage(5, "#ruler");
        openStage(4, "#reader");
        Await.until("it was stopped", () -> onFx(() -> ((Label) inStage("#state")).getText().equals("Stopped")));
    }

    @Test
    void theChartIsAlsoATable() throws Exception {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
        open();
        fire("#labButton");
        openStage(3, "#table");
        runWithoutVote("With ");
        TableView<?> table = onFx(() -> (TableView<?>) inStage("#table"));
        assertThat(onFx(() -> table.getItems().size())).isGreaterThanOrEqualTo(2);
        assertThat(onFx(() -> table.getColumns().get(3).getCellData(0))).asString().matches("[\\d.]+ [nµ]s");
        assertThat(onFx(() -> inStage("#chart").getAccessibleText())).contains("10: ");
    }
}
