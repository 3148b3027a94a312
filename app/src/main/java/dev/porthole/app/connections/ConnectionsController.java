package dev.porthole.app.connections;

import dev.porthole.app.connections.ConnectionRow.State;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.app.view.Constant;
import dev.porthole.app.view.RowCell;
import dev.porthole.server.event.CloseReason;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Binds the table of connections. */
public final class ConnectionsController {

    private static final double SCROLL_BAR = 11;

    private final ConnectionsViewModel model;
    private final Messages messages;

    @FXML TableView<ConnectionRow> table;
    @FXML TableColumn<ConnectionRow, ConnectionRow> number;
    @FXML TableColumn<ConnectionRow, ConnectionRow> client;
    @FXML TableColumn<ConnectionRow, ConnectionRow> state;
    @FXML TableColumn<ConnectionRow, ConnectionRow> opened;
    @FXML TableColumn<ConnectionRow, ConnectionRow> age;
    @FXML TableColumn<ConnectionRow, ConnectionRow> requests;
    @FXML TableColumn<ConnectionRow, ConnectionRow> sent;
    @FXML TableColumn<ConnectionRow, ConnectionRow> ending;
    @FXML Label shown;
    @FXML Node empty;

    /** Binds this model. */
    public ConnectionsController(ConnectionsViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        RowCell.show(number, row -> "#" + row.number());
        RowCell.show(client, ConnectionRow::client);
        RowCell.show(opened, row -> Quantities.time(row.openedAt()), row -> Quantities.dateTime(row.openedAt()));
        RowCell.show(age, row -> row.reason() == null
                ? row.age().toSeconds() + " s"
                : Quantities.duration(row.age().toNanos()));
        RowCell.show(requests, row -> Quantities.count(row.requests()));
        RowCell.show(sent, row -> Quantities.bytes(row.sentBytes()), row -> Quantities.exactBytes(row.sentBytes()));
        RowCell.show(ending, row -> row.reason() == null ? "" : ending(row.reason()));
        state.setCellValueFactory(row -> new Constant<>(row.getValue()));
        state.setCellFactory(column -> new StateCell());
        table.setItems(FXCollections.observableArrayList());
        model.rows().subscribe(this::showRows);
        ending.prefWidthProperty().bind(Bindings.createDoubleBinding(
                () -> Math.max(160, table.getWidth() - SCROLL_BAR - number.getWidth() - client.getWidth()
                        - state.getWidth() - opened.getWidth() - age.getWidth() - requests.getWidth()
                        - sent.getWidth()),
                table.widthProperty(), number.widthProperty(), client.widthProperty(), state.widthProperty(),
                opened.widthProperty(), age.widthProperty(), requests.widthProperty(), sent.widthProperty()));
        messages.languageProperty().subscribe(language -> table.refresh());
        shown.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get("connections.shown", Quantities.count(ConnectionsViewModel.WINDOW),
                        Quantities.count(model.totalProperty().get())),
                model.totalProperty(), messages.languageProperty()));
        shown.visibleProperty().bind(model.totalProperty().greaterThan(ConnectionsViewModel.WINDOW));
        shown.managedProperty().bind(shown.visibleProperty());
        empty.visibleProperty().bind(model.totalProperty().isEqualTo(0));
    }

    /** Each look brings new rows; what was selected is found again by its number. */
    private void showRows() {
        ConnectionRow chosen = table.getSelectionModel().getSelectedItem();
        table.getItems().setAll(model.rows());
        table.getSelectionModel().clearSelection();
        for (int i = 0; chosen != null && i < table.getItems().size(); i++) {
            if (table.getItems().get(i).number() == chosen.number()) {
                table.getSelectionModel().select(i);
                return;
            }
        }
    }

    private String ending(CloseReason reason) {
        return messages.get("close.by." + reason.by().name()) + " — " + messages.get("close." + reason.name());
    }

    /** What a connection is doing: a dot and a word. */
    private final class StateCell extends TableCell<ConnectionRow, ConnectionRow> {

        private final Region dot = new Region();

        StateCell() {
            dot.getStyleClass().add("state-dot");
            setGraphicTextGap(6);
        }

        @Override
        protected void updateItem(@Nullable ConnectionRow row, boolean noRow) {
            super.updateItem(row, noRow);
            if (row == null || noRow) {
                setGraphic(null);
                setText("");
                return;
            }
            for (State one : State.values()) {
                dot.pseudoClassStateChanged(
                        PseudoClass.getPseudoClass(one.name().toLowerCase(Locale.ROOT)), one == row.state());
            }
            setGraphic(dot);
            setText(messages.get("connection.state." + row.state().name()));
        }
    }
}
