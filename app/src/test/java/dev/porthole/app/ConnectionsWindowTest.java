package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.connections.ConnectionItem;
import dev.porthole.app.connections.Lane;
import dev.porthole.server.event.CloseReason;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The table of connections in the real window. */
class ConnectionsWindowTest extends RealWindow {

    @SuppressWarnings("unchecked")
    private TableView<ConnectionItem> connections() {
        return (TableView<ConnectionItem>) find("#connectionTable", TableView.class);
    }

    private void awaitLaneOf(int requests) {
        Await.until("the lane shows " + requests + " requests", () -> onFx(() -> {
            List<ConnectionItem> items = connections().getItems();
            Lane lane = items.size() == 1 ? items.getFirst().laneProperty().get() : null;
            return lane != null && lane.blocks().stream().mapToInt(Lane.Block::count).sum() == requests;
        }));
    }

    @Test
    void aConnectionIsSeenInDetailAndLeadsToItsRequestAndBack() throws Exception {
        serve();
        get("");
        get("missing");
        fire("#connectionsTab");
        awaitLaneOf(2);
        Await.until("use and ends are summed up", () -> onFx(() ->
                text("#counts").equals("1 open, 1 at most, 1 in all")
                        && text("#use").equals("2.0 requests each, 50 % reused")));
        onFx(() -> {
            connections().getSelectionModel().select(0);
            return true;
        });
        Await.until("its requests are listed", () -> onFx(() -> shown("#requestTable")
                && find("#requestTable", TableView.class).getItems().size() == 2));
        onFx(() -> {
            find("#requestTable", TableView.class).getSelectionModel().select(0);
            return true;
        });
        fire("#openRequest");
        assertThat(onFx(() -> find("#requestsTab", ToggleButton.class).isSelected())).isTrue();
        Await.until("the request is inspected", () ->
                onFx(() -> inspectorText().contains("GET /missing HTTP/1.1")));
    }

    @Test
    void theDeleteKeyClosesTheSelectedConnectionAndItsEndIsTold() throws Exception {
        serve();
        get("");
        fire("#connectionsTab");
        awaitLaneOf(1);
        onFx(() -> {
            connections().requestFocus();
            connections().getSelectionModel().select(0);
            return true;
        });
        robot.interact(() -> robot.type(KeyCode.DELETE));
        Await.until("it is closed", () -> onFx(() -> {
            Lane lane = connections().getItems().getFirst().laneProperty().get();
            return lane != null && lane.reason() == CloseReason.CLOSED_BY_USER;
        }));
        Await.until("the end is told in words", () -> onFx(() ->
                text("#story").startsWith("Server — closed it: you asked for that")
                        && find("#closeConnection", Node.class).isDisabled()));
        assertThat(get("").statusCode()).as("a new connection works").isEqualTo(200);
        Await.until("the new one comes first, and the closed one stays selected", () -> onFx(() ->
                connections().getItems().size() == 2
                        && connections().getItems().getFirst().row().isOpen()
                        && Objects.requireNonNull(connections().getSelectionModel().getSelectedItem()).number() == 1));
    }
}
