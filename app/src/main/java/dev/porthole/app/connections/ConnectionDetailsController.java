package dev.porthole.app.connections;

import dev.porthole.app.requests.RequestTexts;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.app.view.Constant;
import dev.porthole.app.view.RowCell;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.transport.TcpInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Shows the selected connection: its requests, its facts, and what the system's TCP knows of it. */
public final class ConnectionDetailsController {

    private static final double SCROLL_BAR = 11;
    private static final double ROOM_FOR_TIME = 420;
    private static final double ROOM_FOR_THREE = 900;
    private static final double TWO_IN_A_ROW = 324;
    private static final double THREE_IN_A_ROW = 470;
    private static final double NANOS_PER_MICRO = 1_000;
    private static final int PERCENT = 100;
    private static final int STATUS_CLASSES = 5;

    private final ConnectionsViewModel connections;
    private final ConnectionDetailsViewModel model;
    private final Messages messages;
    private final ConnectionTexts texts;
    private final Runnable close;
    private final Consumer<Exchange> open;
    private final Map<String, Label> values = new LinkedHashMap<>();
    private final Tooltip storyTip = new Tooltip();
    private boolean updating;

    @FXML VBox connectionDetails;
    @FXML Label title;
    @FXML Label story;
    @FXML Button openRequest;
    @FXML Button closeConnection;
    @FXML Button hide;
    @FXML TableView<Exchange> requestTable;
    @FXML TableColumn<Exchange, Exchange> place;
    @FXML TableColumn<Exchange, Exchange> time;
    @FXML TableColumn<Exchange, Exchange> method;
    @FXML TableColumn<Exchange, Exchange> path;
    @FXML TableColumn<Exchange, Exchange> status;
    @FXML TableColumn<Exchange, Exchange> sent;
    @FXML TableColumn<Exchange, Exchange> took;
    @FXML ScrollPane factsScroll;
    @FXML FlowPane tcpFacts;
    @FXML Label tcpNote;

    /**
     * Shows the details of this model.
     *
     * @param close hides the details
     * @param open shows a request in the table of requests
     */
    public ConnectionDetailsController(
            ConnectionsViewModel connections, Messages messages, Runnable close, Consumer<Exchange> open) {
        this.connections = connections;
        this.model = connections.details();
        this.messages = messages;
        this.texts = new ConnectionTexts(messages);
        this.close = close;
        this.open = open;
    }

    @FXML
    void initialize() {
        bindRequests();
        factsScroll.prefWidthProperty().bind(connectionDetails.widthProperty().map(
                width -> width.doubleValue() < ROOM_FOR_THREE ? TWO_IN_A_ROW : THREE_IN_A_ROW));
        story.setTooltip(storyTip);
        hide.setOnAction(e -> close.run());
        connectionDetails.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                close.run();
                e.consume();
            }
        });
        closeConnection.setOnAction(e -> connections.closeChosen());
        openRequest.setOnAction(e -> openSelected());
        openRequest.disableProperty().bind(requestTable.getSelectionModel().selectedItemProperty().isNull());
        model.connectionProperty().subscribe(row -> write());
        model.tcpProperty().subscribe(reading -> write());
        messages.languageProperty().subscribe(language -> {
            tcpFacts.getChildren().clear();
            values.clear();
            requestTable.refresh();
            write();
        });
    }

    private void bindRequests() {
        requestTable.setItems(FXCollections.observableArrayList());
        RowCell.show(place, row -> Integer.toString(row.request().numberOnConnection()));
        RowCell.show(time, row -> Quantities.time(row.request().at()), row -> Quantities.dateTime(row.request().at()));
        RowCell.show(method, row -> RequestTexts.escape(row.request().method()));
        RowCell.show(path, row -> RequestTexts.path(row.request().target()),
                row -> RequestTexts.escape(row.request().target()));
        RowCell.show(sent, row -> answer(row, done -> Quantities.bytes(done.sentBytes())));
        RowCell.show(took, row -> answer(row, done -> Quantities.duration(done.timing().totalNanos())));
        status.setCellValueFactory(row -> new Constant<>(row.getValue()));
        status.setCellFactory(column -> new StatusPill());
        time.visibleProperty().bind(requestTable.widthProperty().greaterThan(ROOM_FOR_TIME));
        method.visibleProperty().bind(time.visibleProperty());
        path.prefWidthProperty().bind(Bindings.createDoubleBinding(
                this::roomForPath, requestTable.widthProperty(), time.visibleProperty()));
        model.requestsProperty().subscribe(this::showRequests);
        connections.chosenRequestProperty().subscribe(chosen -> select(chosen.longValue()));
        requestTable.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (!updating && row != null) {
                connections.chosenRequestProperty().set(row.number());
            }
        });
        requestTable.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getClickCount() == 2) {
                openSelected();
            }
        });
        requestTable.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER) {
                openSelected();
                e.consume();
            }
        });
    }

    private static String answer(Exchange row, Function<ResponseFinished, String> text) {
        ResponseFinished response = row.response();
        return response == null ? "…" : text.apply(response);
    }

    private double roomForPath() {
        double others = requestTable.getColumns().stream()
                .filter(column -> !column.equals(path) && column.isVisible())
                .mapToDouble(TableColumn::getWidth)
                .sum();
        return Math.max(path.getMinWidth(), requestTable.getWidth() - others - SCROLL_BAR);
    }

    private void showRequests(List<Exchange> rows) {
        updating = true;
        requestTable.getItems().setAll(rows);
        updating = false;
        select(connections.chosenRequestProperty().get());
    }

    private void select(long request) {
        updating = true;
        requestTable.getSelectionModel().clearSelection();
        for (int i = 0; i < requestTable.getItems().size(); i++) {
            if (requestTable.getItems().get(i).number() == request) {
                requestTable.getSelectionModel().select(i);
                requestTable.scrollTo(Math.max(0, i - 1));
            }
        }
        updating = false;
    }

    private void openSelected() {
        Exchange row = requestTable.getSelectionModel().getSelectedItem();
        if (row != null) {
            open.accept(row);
        }
    }

    private void write() {
        ConnectionRow row = model.connectionProperty().get();
        if (row == null) {
            return;
        }
        title.setText("#" + row.number() + "  " + row.clientText());
        story.setText(texts.story(row));
        storyTip.setText(story.getText());
        closeConnection.setDisable(!row.isOpen());
        TcpReading reading = model.tcpProperty().get();
        TcpInfo info = reading == null ? null : reading.info();
        tcpFacts.setVisible(info != null);
        tcpFacts.setManaged(info != null);
        if (info != null) {
            write(info);
        }
        tcpNote.setText(note(row, reading));
    }

    private String note(ConnectionRow row, @Nullable TcpReading reading) {
        if (reading == null) {
            return row.isOpen() ? "" : messages.get("connections.tcp.ended");
        }
        if (reading.info() == null) {
            return messages.get(row.isOpen() ? "connections.tcp.silent" : "connections.tcp.ended");
        }
        return row.isOpen() ? "" : messages.get("connections.tcp.last", Quantities.time(reading.at()));
    }

    private void write(TcpInfo info) {
        fact("connections.tcp.roundTrip",
                millis(info.roundTripMicros()) + " ± " + millis(info.roundTripVarianceMicros()) + " ms");
        fact("connections.tcp.leastRoundTrip", millis(info.leastRoundTripMicros()) + " ms");
        fact("connections.tcp.retransmits", Quantities.count(info.retransmits()));
        fact("connections.tcp.window",
                Quantities.count(info.congestionWindow()) + " × " + Quantities.bytes(info.segmentBytes()));
        fact("connections.tcp.rate", Quantities.bytes(info.deliveryBytesPerSecond()) + "/s");
        fact("connections.tcp.underWay", messages.get("connections.tcp.underWay.value",
                Quantities.count(info.unacknowledged()), Quantities.bytes(info.notSentBytes())));
        fact("connections.tcp.acknowledged", Quantities.bytes(info.acknowledgedBytes()));
        fact("connections.tcp.slowReader", info.busyMicros() == 0 ? "0 %"
                : info.receiverLimitedMicros() * PERCENT / info.busyMicros() + " %");
        fact("connections.tcp.control",
                info.congestionControl().isEmpty() ? "—" : info.congestionControl());
        fact("connections.tcp.descriptor", Integer.toString(info.descriptor()));
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%,.2f", micros / NANOS_PER_MICRO);
    }

    /** A name and what it is; written in place when it is there already. */
    private void fact(String key, String value) {
        Label shown = values.computeIfAbsent(key, absent -> {
            Label name = new Label(messages.get(key));
            name.getStyleClass().add("fact-name");
            Label text = new Label();
            text.getStyleClass().add("fact-text");
            text.setWrapText(true);
            VBox box = new VBox(name, text);
            box.getStyleClass().add("connection-fact");
            tcpFacts.getChildren().add(box);
            return text;
        });
        shown.setText(value);
    }

    /** The status as a coloured pill with its number in it. */
    private static final class StatusPill extends TableCell<Exchange, Exchange> {

        private final Label pill = new Label();

        StatusPill() {
            pill.getStyleClass().add("status-pill");
        }

        @Override
        protected void updateItem(@Nullable Exchange row, boolean empty) {
            super.updateItem(row, empty);
            ResponseFinished response = row == null || empty ? null : row.response();
            setText(row != null && !empty && response == null ? "…" : "");
            setGraphic(response == null ? null : pill);
            if (response != null) {
                pill.setText(Integer.toString(response.status()));
                for (int hundreds = 1; hundreds <= STATUS_CLASSES; hundreds++) {
                    pill.pseudoClassStateChanged(
                            PseudoClass.getPseudoClass("status-" + hundreds + "xx"),
                            response.status() / 100 == hundreds);
                }
            }
        }
    }
}
