package dev.porthole.app.connections;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.ConnectionTotals;
import dev.porthole.server.event.Exchange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Binds the table of connections with its lanes, and the summary above it. */
public final class ConnectionsController {

    private static final double SCROLL_BAR = 11;

    /** Below these widths of the table, what is said elsewhere too is left out or becomes an icon. */
    private static final double ROOM_FOR_OPENED = 1_200;
    private static final double ROOM_FOR_WORDS = 960;
    private static final double ROOM_FOR_AGE = 700;

    private static final double ROOM_FOR_USE = 720;
    private static final double ROOM_FOR_ENDINGS = 960;

    private static final double STATE_IN_WORDS = 100;
    private static final double ENDING_IN_WORDS = 150;
    private static final double ICON = 32;
    private static final double DETAILS_SHARE = 0.42;
    private static final double QUARTER = 0.25;
    private static final double LEGEND_WIDTH = 360;

    private final ConnectionsViewModel model;
    private final Messages messages;
    private final ConnectionTexts texts;
    private final Node details;
    private final Consumer<Exchange> open;

    /** Those in the table, to be drawn after each look. The table makes and drops cells as it likes. */
    private final Set<LaneCell> laneCells = Collections.newSetFromMap(new WeakHashMap<>());
    private final LanePalette palette = new LanePalette(this::drawLanes);
    private final LaneRuler ruler = new LaneRuler();
    private @Nullable VirtualFlow<?> flow;
    private boolean updating;

    @FXML VBox page;
    @FXML SplitPane split;
    @FXML Label counts;
    @FXML Label use;
    @FXML Label endings;
    @FXML Button earlier;
    @FXML Button later;
    @FXML Button now;
    @FXML ToggleButton lastTenSeconds;
    @FXML ToggleButton lastMinute;
    @FXML ToggleButton lastTenMinutes;
    @FXML ToggleButton allTime;
    @FXML TableView<ConnectionItem> connectionTable;
    @FXML TableColumn<ConnectionItem, ConnectionRow> number;
    @FXML TableColumn<ConnectionItem, ConnectionRow> state;
    @FXML TableColumn<ConnectionItem, ConnectionRow> client;
    @FXML TableColumn<ConnectionItem, ConnectionRow> opened;
    @FXML TableColumn<ConnectionItem, ConnectionRow> age;
    @FXML TableColumn<ConnectionItem, ConnectionRow> requests;
    @FXML TableColumn<ConnectionItem, ConnectionRow> sent;
    @FXML TableColumn<ConnectionItem, Lane> lane;
    @FXML TableColumn<ConnectionItem, ConnectionRow> ending;
    @FXML Button newer;
    @FXML Label shown;
    @FXML Node empty;

    /**
     * Binds this model.
     *
     * @param details what is shown below the table while a single connection is selected
     * @param open shows a request in the table of requests
     */
    public ConnectionsController(
            ConnectionsViewModel model, Messages messages, Node details, Consumer<Exchange> open) {
        this.model = model;
        this.messages = messages;
        this.texts = new ConnectionTexts(messages);
        this.details = details;
        this.open = open;
    }

    @FXML
    void initialize() {
        page.getChildren().add(palette);
        bindColumns();
        bindTable();
        bindSummary();
        bindTime();
        bindDetails();
        messages.languageProperty().subscribe(language -> connectionTable.refresh());
        shown.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get("connections.shown", Quantities.count(ConnectionsViewModel.WINDOW),
                        Quantities.count(model.totalProperty().get())),
                model.totalProperty(), messages.languageProperty()));
        shown.visibleProperty().bind(model.totalProperty().greaterThan(ConnectionsViewModel.WINDOW));
        shown.managedProperty().bind(shown.visibleProperty());
        newer.visibleProperty().bind(model.newerProperty().greaterThan(0));
        newer.textProperty().bind(Bindings.createStringBinding(
                () -> messages.count("connections.newer", model.newerProperty().get()),
                model.newerProperty(), messages.languageProperty()));
        newer.setOnAction(e -> {
            connectionTable.scrollTo(0);
            model.followNow();
        });
        empty.visibleProperty().bind(model.totalProperty().isEqualTo(0));
    }

    private void bindColumns() {
        ConnectionCell.show(number, row -> "#" + row.number(), row -> "");
        state.setCellValueFactory(line -> line.getValue().rowProperty());
        state.setCellFactory(column -> new StateCell(messages, () -> state.getWidth() < STATE_IN_WORDS));
        ConnectionCell.show(client, ConnectionRow::clientText, ConnectionRow::clientText);
        ConnectionCell.show(opened, row -> Quantities.time(row.openedAt()), row -> Quantities.dateTime(row.openedAt()));
        ConnectionCell.show(age, ConnectionTexts::age, row -> Quantities.dateTime(row.openedAt()));
        ConnectionCell.show(requests, row -> Quantities.count(row.requests()), texts::reuse,
                row -> row.reuses() > 0 ? "fth-repeat" : "");
        ConnectionCell.show(sent, row -> Quantities.bytes(row.sentBytes()),
                row -> Quantities.exactBytes(row.sentBytes()));
        ConnectionCell.show(ending,
                row -> row.reason() == null || ending.getWidth() < ENDING_IN_WORDS
                        ? "" : texts.shortEnding(row.reason()),
                row -> row.reason() == null ? "" : texts.ending(row.reason()),
                ConnectionsController::endingIcon);
        lane.setCellValueFactory(line -> line.getValue().laneProperty());
        lane.setCellFactory(column -> {
            LaneCell cell = new LaneCell(model, texts, palette, open);
            laneCells.add(cell);
            return cell;
        });
        lane.setGraphic(ruler);
        Tooltip legend = new Tooltip();
        legend.textProperty().bind(messages.text("connections.lanes.tip"));
        legend.setWrapText(true);
        legend.setMaxWidth(LEGEND_WIDTH);
        Tooltip.install(ruler, legend);
        ruler.prefWidthProperty().bind(lane.widthProperty().subtract(2 * LaneCell.MARGIN));
        lane.widthProperty().subscribe(width -> model.setLaneWidth(
                (int) Math.max(1, width.doubleValue() - 2 * LaneCell.MARGIN)));
        connectionTable.widthProperty().subscribe(width -> fitColumns(width.doubleValue()));
        lane.prefWidthProperty().bind(Bindings.createDoubleBinding(
                this::roomForLanes, connectionTable.widthProperty(), number.widthProperty(), state.widthProperty(),
                client.widthProperty(), opened.widthProperty(), opened.visibleProperty(), age.widthProperty(),
                age.visibleProperty(), requests.widthProperty(), sent.widthProperty(), ending.widthProperty()));
    }

    private static String endingIcon(ConnectionRow row) {
        if (row.reason() == null) {
            return "";
        }
        return switch (row.reason().by()) {
            case CLIENT -> "fth-monitor";
            case SERVER -> "fth-server";
        };
    }

    private void fitColumns(double width) {
        boolean words = width >= ROOM_FOR_WORDS;
        opened.setVisible(width >= ROOM_FOR_OPENED);
        age.setVisible(width >= ROOM_FOR_AGE);
        state.setPrefWidth(words ? STATE_IN_WORDS : ICON);
        ending.setPrefWidth(words ? ENDING_IN_WORDS : ICON);
        for (TableColumn<ConnectionItem, ConnectionRow> column : List.of(state, ending)) {
            column.getStyleClass().remove("wordless");
            if (!words) {
                column.getStyleClass().add("wordless");
            }
        }
    }

    private double roomForLanes() {
        double others = connectionTable.getColumns().stream()
                .filter(column -> !column.equals(lane) && column.isVisible())
                .mapToDouble(TableColumn::getWidth)
                .sum();
        return Math.max(lane.getMinWidth(), connectionTable.getWidth() - others - SCROLL_BAR);
    }

    private void bindTable() {
        connectionTable.setItems(FXCollections.observableArrayList());
        connectionTable.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        connectionTable.setRowFactory(table -> new SpokenRow());
        connectionTable.getSelectionModel().getSelectedItems().subscribe(() -> {
            if (!updating) {
                model.select(selected());
            }
        });
        model.items().subscribe(this::showItems);
        showItems();
        connectionTable.skinProperty().subscribe(skin -> {
            if (skin != null && connectionTable.lookup(".virtual-flow") instanceof VirtualFlow<?> found) {
                flow = found;
                found.positionProperty().subscribe(position -> tellVisible());
                found.heightProperty().subscribe(height -> tellVisible());
            }
        });
        connectionTable.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        MenuItem close = new MenuItem();
        close.setOnAction(e -> model.close(selected()));
        ContextMenu menu = new ContextMenu(close);
        menu.setOnShowing(e -> {
            long count = selected().stream().filter(one -> one.row().isOpen()).count();
            close.setText(messages.count("connections.close", Math.max(1, count)));
            close.setDisable(count == 0);
        });
        connectionTable.setContextMenu(menu);
    }

    private void keyPressed(KeyEvent e) {
        switch (e.getCode()) {
            case DELETE -> model.close(selected());
            case LEFT -> model.scrollTime(-QUARTER);
            case RIGHT -> model.scrollTime(QUARTER);
            case ESCAPE -> {
                if (selected().isEmpty()) {
                    return;
                }
                connectionTable.getSelectionModel().clearSelection();
            }
            default -> {
                return;
            }
        }
        e.consume();
    }

    private List<ConnectionItem> selected() {
        return List.copyOf(connectionTable.getSelectionModel().getSelectedItems());
    }

    /** The table selects by place, and places change; what was selected is selected again where it is now. */
    private void showItems() {
        List<ConnectionItem> chosen = selected();
        updating = true;
        connectionTable.getItems().setAll(model.items());
        connectionTable.getSelectionModel().clearSelection();
        if (!chosen.isEmpty()) {
            Set<ConnectionItem> wanted = Set.copyOf(chosen);
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < model.items().size(); i++) {
                if (wanted.contains(model.items().get(i))) {
                    places.add(i);
                }
            }
            if (!places.isEmpty()) {
                int[] others = places.stream().skip(1).mapToInt(Integer::intValue).toArray();
                connectionTable.getSelectionModel().selectIndices(places.getFirst(), others);
            }
        }
        updating = false;
        tellVisible();
    }

    private void tellVisible() {
        VirtualFlow<?> shownFlow = flow;
        if (shownFlow == null) {
            return;
        }
        double row = connectionTable.getFixedCellSize();
        double height = shownFlow.getHeight();
        double above = Math.max(0, shownFlow.getPosition() * (connectionTable.getItems().size() * row - height));
        model.setVisible((int) (above / row), (int) ((above + height) / row));
    }

    private void bindSummary() {
        Tooltip whole = new Tooltip();
        List.of(counts, use, endings).forEach(label -> label.setTooltip(whole));
        use.visibleProperty().bind(page.widthProperty().greaterThan(ROOM_FOR_USE));
        endings.visibleProperty().bind(page.widthProperty().greaterThan(ROOM_FOR_ENDINGS));
        List.of(use, endings).forEach(label -> label.managedProperty().bind(label.visibleProperty()));
        Runnable write = () -> {
            ConnectionTotals totals = model.totalsProperty().get();
            counts.setText(totals == null ? "" : texts.counts(totals));
            use.setText(totals == null ? "" : texts.use(totals));
            endings.setText(totals == null ? "" : texts.endings(totals));
            whole.setText(totals == null ? "" : String.join("\n",
                    counts.getText(), use.getText(), endings.getText(), texts.endingsInFull(totals)).strip());
        };
        model.totalsProperty().subscribe(totals -> write.run());
        messages.languageProperty().subscribe(language -> write.run());
    }

    private void bindTime() {
        Map<Toggle, AxisRange> ranges = Map.of(
                lastTenSeconds, AxisRange.TEN_SECONDS, lastMinute, AxisRange.MINUTE,
                lastTenMinutes, AxisRange.TEN_MINUTES, allTime, AxisRange.ALL);
        ToggleGroup group = new ToggleGroup();
        group.getToggles().setAll(lastTenSeconds, lastMinute, lastTenMinutes, allTime);
        ranges.forEach((toggle, range) -> toggle.setSelected(range == model.rangeProperty().get()));
        group.selectedToggleProperty().subscribe((before, chosen) -> {
            if (chosen == null) {
                group.selectToggle(before);
            } else {
                model.setRange(ranges.get(chosen));
            }
        });
        earlier.setOnAction(e -> model.scrollTime(-QUARTER));
        later.setOnAction(e -> model.scrollTime(QUARTER));
        later.disableProperty().bind(model.followingProperty());
        now.setOnAction(e -> model.followNow());
        now.disableProperty().bind(model.followingProperty());
        connectionTable.addEventFilter(ScrollEvent.SCROLL, e -> {
            if (Math.abs(e.getDeltaX()) > Math.abs(e.getDeltaY())) {
                model.scrollTime(-e.getDeltaX() / Math.max(1, lane.getWidth()));
                e.consume();
            }
        });
        model.looksProperty().subscribe(looks -> {
            writeRuler();
            drawLanes();
        });
        model.chosenRequestProperty().subscribe(request -> drawLanes());
        messages.languageProperty().subscribe(language -> writeRuler());
    }

    private void drawLanes() {
        laneCells.forEach(LaneCell::draw);
    }

    /** How long ago while lanes end now, the time of day while they stand still. */
    private void writeRuler() {
        TimeAxis axis = model.axisProperty().get();
        if (axis == null) {
            return;
        }
        boolean live = model.followingProperty().get();
        ruler.show(LaneRuler.places().stream()
                .map(share -> live ? texts.ago(axis, share) : Quantities.time(axis.at(share)))
                .toList());
    }

    private void bindDetails() {
        SplitPane.setResizableWithParent(details, false);
        split.setOrientation(Orientation.VERTICAL);
        model.details().connectionProperty().subscribe(connection -> {
            boolean wanted = connection != null;
            if (wanted == split.getItems().contains(details)) {
                return;
            }
            if (wanted) {
                split.getItems().add(details);
                split.applyCss();
                split.layout();
                split.setDividerPositions(1 - DETAILS_SHARE);
            } else {
                split.getItems().remove(details);
                if (selected().size() == 1) {
                    connectionTable.getSelectionModel().clearSelection();
                }
                connectionTable.requestFocus();
            }
        });
    }

    /** A line that is read out whole, with what its columns have no room for. */
    private final class SpokenRow extends TableRow<ConnectionItem> {

        @Override
        protected void updateItem(@Nullable ConnectionItem item, boolean empty) {
            super.updateItem(item, empty);
            setAccessibleText(item == null || empty ? "" : texts.spoken(item.row()));
        }
    }
}
