package dev.porthole.app.requests;

import atlantafx.base.controls.CustomTextField;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.app.view.Constant;
import dev.porthole.app.view.RowCell;
import dev.porthole.server.event.ResponseFinished;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds the table of requests, its filter and its buttons. */
public final class RequestsController {

    private static final double NARROW = 840;
    private static final double INSPECTOR_WIDTH = 391;
    private static final double SCROLL_BAR = 11;
    private static final double ROOM_WITHOUT_BAR = 760;
    private static final double NO_ROOM_FOR_BAR = 600;
    private static final double NO_ROOM_FOR_TYPE = 520;
    private static final double NARROW_TOOLBAR = 640;
    private static final double NARROW_BAR = 40;
    private static final double WIDE_BAR = 104;

    private final RequestsViewModel model;
    private final Messages messages;
    private final Node inspector;
    private boolean updating;
    private Runnable focusPageLoads = () -> {};

    @FXML SplitPane split;
    @FXML StackPane tableArea;
    @FXML TableView<LogRow> table;
    @FXML TableColumn<LogRow, LogRow> time;
    @FXML TableColumn<LogRow, LogRow> connection;
    @FXML TableColumn<LogRow, LogRow> client;
    @FXML TableColumn<LogRow, LogRow> method;
    @FXML TableColumn<LogRow, LogRow> path;
    @FXML TableColumn<LogRow, LogRow> status;
    @FXML TableColumn<LogRow, LogRow> type;
    @FXML TableColumn<LogRow, LogRow> sent;
    @FXML TableColumn<LogRow, LogRow> took;
    @FXML TableColumn<LogRow, LogRow> bar;
    @FXML HBox toolbar;
    @FXML ToggleButton tableView;
    @FXML ToggleButton pagesView;
    @FXML CustomTextField filter;
    @FXML Button clearFilter;
    @FXML ToggleButton all;
    @FXML ToggleButton successful;
    @FXML ToggleButton redirection;
    @FXML ToggleButton clientError;
    @FXML ToggleButton serverError;
    @FXML ToggleButton pause;
    @FXML FontIcon pauseIcon;
    @FXML Button clear;
    @FXML Button pill;
    @FXML Node noMatch;
    @FXML Button showAll;
    @FXML StackPane emptyArea;

    /** Binds this model; the inspector is shown beside the table, or below it where there is no room. */
    public RequestsController(RequestsViewModel model, Messages messages, Node inspector) {
        this.model = model;
        this.messages = messages;
        this.inspector = inspector;
    }

    @FXML
    void initialize() {
        bindColumns();
        bindToolbar();
        bindScrolling();
        bindInspector();
        model.rowsProperty().subscribe(this::showRows);
        model.selectedProperty().subscribe(this::selectRow);
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (!updating && row != null) {
                select(row);
            }
        });
    }

    /** Puts the cursor into the filter. */
    public void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    /** Puts the keyboard on the table, or on what is shown in its place. */
    public void focusTable() {
        if (pagesView.isSelected()) {
            focusPageLoads.run();
        } else {
            table.requestFocus();
        }
    }

    /** Whether page loads are shown in the place of the table. */
    public ObservableBooleanValue pageLoadsShown() {
        return pagesView.selectedProperty();
    }

    /**
     * Lets the user see page loads in the place of the table.
     *
     * @param view the page loads
     * @param focus puts the keyboard on them
     */
    public void setPageLoads(Node view, Runnable focus) {
        focusPageLoads = focus;
        tableArea.getChildren().add(view);
        view.visibleProperty().bind(pagesView.selectedProperty());
        ToggleGroup group = new ToggleGroup();
        group.getToggles().setAll(tableView, pagesView);
        tableView.setSelected(true);
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            }
        });
    }

    /** What stands in the place of an empty table while nothing is filtered away. */
    public void setEmptyView(Node view, ObservableValue<Boolean> tableHidden) {
        emptyArea.getChildren().setAll(view);
        emptyArea.visibleProperty().bind(tableHidden);
    }

    private void bindColumns() {
        table.setItems(FXCollections.observableArrayList());
        RowCell.show(time, row -> Quantities.time(row.exchange().request().at()),
                row -> Quantities.dateTime(row.exchange().request().at()));
        RowCell.show(connection, row -> "#" + row.exchange().request().connection());
        RowCell.show(client, LogRow::client);
        RowCell.show(method, row -> RequestTexts.escape(row.exchange().request().method()));
        RowCell.show(path, row -> RequestTexts.path(row.exchange().request().target()),
                row -> RequestTexts.escape(row.exchange().request().target()));
        RowCell.show(type, row -> answer(row, "", done -> RequestTexts.type(done.mediaType())));
        RowCell.show(sent, row -> answer(row, "…", done -> Quantities.bytes(done.sentBytes())),
                row -> answer(row, "…", done -> Quantities.exactBytes(done.sentBytes())));
        RowCell.show(took, row -> answer(row, "…", done -> Quantities.duration(done.timing().totalNanos())));
        for (TableColumn<LogRow, LogRow> drawn : List.of(status, bar)) {
            drawn.setCellValueFactory(row -> new Constant<>(row.getValue()));
        }
        status.setCellFactory(column -> new StatusCell());
        bar.setCellFactory(column -> new TookBarCell());
        client.visibleProperty().bind(model.severalClientsProperty());
        bar.prefWidthProperty().bind(
                table.widthProperty().map(width -> Math.clamp(
                        width.doubleValue() - ROOM_WITHOUT_BAR, NARROW_BAR, WIDE_BAR)));
        bar.visibleProperty().bind(table.widthProperty().greaterThan(NO_ROOM_FOR_BAR));
        type.visibleProperty().bind(table.widthProperty().greaterThan(NO_ROOM_FOR_TYPE));
        path.prefWidthProperty().bind(Bindings.createDoubleBinding(
                this::roomForPath, table.widthProperty(), client.visibleProperty(), client.widthProperty(),
                time.widthProperty(), connection.widthProperty(), method.widthProperty(),
                status.widthProperty(), type.widthProperty(), sent.widthProperty(), took.widthProperty(),
                bar.widthProperty(), bar.visibleProperty(), type.visibleProperty()));
    }

    private static String answer(LogRow row, String without, Function<ResponseFinished, String> text) {
        ResponseFinished response = row.exchange().response();
        return response == null ? without : text.apply(response);
    }

    private double roomForPath() {
        double others = table.getColumns().stream()
                .filter(column -> !column.equals(path) && column.isVisible())
                .mapToDouble(TableColumn::getWidth)
                .sum();
        return Math.max(path.getMinWidth(), table.getWidth() - others - SCROLL_BAR);
    }

    private void bindToolbar() {
        filter.textProperty().bindBidirectional(model.filterTextProperty());
        clearFilter.visibleProperty().bind(filter.textProperty().isNotEmpty());
        clearFilter.setOnAction(e -> filter.clear());
        filter.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
                filter.clear();
                e.consume();
            }
        });
        Map<Toggle, StatusClass> segments = Map.of(
                all, StatusClass.ALL, successful, StatusClass.SUCCESSFUL, redirection, StatusClass.REDIRECTION,
                clientError, StatusClass.CLIENT_ERROR, serverError, StatusClass.SERVER_ERROR);
        ToggleGroup group = new ToggleGroup();
        group.getToggles().setAll(all, successful, redirection, clientError, serverError);
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                model.statusClassProperty().set(segments.get(now));
            }
        });
        model.statusClassProperty().subscribe(chosen -> segments.forEach((toggle, one) -> {
            if (one == chosen) {
                group.selectToggle(toggle);
            }
        }));
        pause.setOnAction(e -> model.togglePause());
        model.followingProperty().subscribe(following -> {
            pause.setSelected(!following);
            pauseIcon.setIconLiteral(following ? "fth-pause" : "fth-play");
        });
        pause.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get(model.followingProperty().get() ? "requests.pause" : "requests.resume"),
                model.followingProperty(), messages.languageProperty()));
        toolbar.widthProperty().subscribe(width -> {
            boolean narrow = width.doubleValue() < NARROW_TOOLBAR;
            for (Labeled tool : new Labeled[] {pause, clear}) {
                tool.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
            }
        });
        clear.setOnAction(e -> model.clear());
        pill.setOnAction(e -> model.follow());
        pill.visibleProperty().bind(model.followingProperty().not());
        pill.textProperty().bind(Bindings.createStringBinding(
                () -> model.newRowsProperty().get() == 0
                        ? messages.get("requests.latest")
                        : messages.count("requests.new", model.newRowsProperty().get()),
                model.newRowsProperty(), messages.languageProperty()));
        noMatch.visibleProperty().bind(Bindings.createBooleanBinding(
                () -> model.rowsProperty().get().isEmpty() && model.isFiltered()
                        && model.requestsProperty().get() > 0,
                model.rowsProperty(), model.requestsProperty()));
        showAll.setOnAction(e -> model.clearFilter());
    }

    private void bindScrolling() {
        table.addEventFilter(ScrollEvent.SCROLL, e -> {
            if (e.getDeltaY() > 0 && overflows()) {
                model.freeze();
            }
        });
        table.addEventHandler(ScrollEvent.ANY, e -> {
            if (e.getDeltaY() < 0 && atEnd()) {
                model.follow();
            }
        });
        table.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> {
            if (e.getTarget() instanceof Node node && isScrollBar(node) && overflows()) {
                model.freeze();
            }
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void keyPressed(KeyEvent e) {
        switch (e.getCode()) {
            case SPACE -> {
                model.togglePause();
                e.consume();
            }
            case HOME, PAGE_UP, UP -> {
                if (overflows()) {
                    model.freeze();
                }
            }
            case END -> {
                model.follow();
                table.getSelectionModel().selectLast();
            }
            default -> {
                // The table's own keys.
            }
        }
    }

    private void bindInspector() {
        SplitPane.setResizableWithParent(inspector, false);
        model.selectedProperty().subscribe(row -> placeInspector());
        split.widthProperty().subscribe(width -> {
            Orientation fitting = width.doubleValue() < NARROW ? Orientation.VERTICAL : Orientation.HORIZONTAL;
            if (split.getOrientation() != fitting) {
                split.setOrientation(fitting);
                placeDivider();
            }
        });
    }

    private void placeInspector() {
        boolean wanted = model.selectedProperty().get() != null;
        if (wanted == split.getItems().contains(inspector)) {
            return;
        }
        if (wanted) {
            split.getItems().add(inspector);
            placeDivider();
        } else {
            split.getItems().remove(inspector);
            focusTable();
        }
    }

    private void placeDivider() {
        double size = split.getWidth();
        // A divider can be placed only after both sides have been laid out once.
        split.applyCss();
        split.layout();
        split.setDividerPositions(split.getOrientation() == Orientation.HORIZONTAL && size > 0
                ? 1 - INSPECTOR_WIDTH / size
                : 0.45);
    }

    private void select(LogRow row) {
        if (model.followingProperty().get() && overflows()) {
            // A row that someone wants to read must not slide away under the pointer.
            model.freeze();
        }
        model.selectedProperty().set(row);
    }

    private void showRows(List<LogRow> rows) {
        VirtualFlow<?> flow = flow();
        int top = flow == null || flow.getFirstVisibleCell() == null ? -1 : flow.getFirstVisibleCell().getIndex();
        long topNumber = top >= 0 && top < table.getItems().size() ? table.getItems().get(top).number() : 0;
        updating = true;
        table.getItems().setAll(rows);
        updating = false;
        selectRow(model.selectedProperty().get());
        if (model.followingProperty().get()) {
            if (!rows.isEmpty()) {
                table.scrollTo(rows.size() - 1);
            }
        } else if (topNumber > 0 && indexOf(rows, topNumber) != top) {
            // The same rows stay in sight, wherever they are in the longer list.
            table.scrollTo(indexOf(rows, topNumber));
        }
    }

    private void selectRow(@Nullable LogRow row) {
        updating = true;
        int index = row == null ? -1 : indexOf(table.getItems(), row.number());
        boolean present = row != null && index < table.getItems().size()
                && table.getItems().get(index).number() == row.number();
        if (!present) {
            table.getSelectionModel().clearSelection();
        } else if (table.getSelectionModel().getSelectedIndex() != index) {
            table.getSelectionModel().clearAndSelect(index);
        }
        updating = false;
    }

    /** The place of a request's number in rows that are in order, or where it would be. */
    private static int indexOf(List<LogRow> rows, long number) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).number() < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean overflows() {
        return table.getItems().size() * table.getFixedCellSize() > tableArea.getHeight() - headerHeight();
    }

    private double headerHeight() {
        return table.lookup(".column-header-background") instanceof Region header ? header.getHeight() : 0;
    }

    private boolean atEnd() {
        VirtualFlow<?> flow = flow();
        return flow != null && flow.getLastVisibleCell() != null
                && flow.getLastVisibleCell().getIndex() >= table.getItems().size() - 1;
    }

    private @Nullable VirtualFlow<?> flow() {
        return table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
    }

    private static boolean isScrollBar(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof ScrollBar scrollBar) {
                return scrollBar.getOrientation() == Orientation.VERTICAL;
            }
        }
        return false;
    }
}
