package dev.porthole.app.requests;

import dev.porthole.app.text.Messages;
import dev.porthole.app.view.ViewLoader;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Puts the table of requests, its buttons and the inspector together. */
public final class RequestsController {

    private static final double NARROW = 840;
    private static final double INSPECTOR_WIDTH = 391;
    private static final double NARROW_TOOLBAR = 920;

    private final RequestsViewModel model;
    private final ViewLoader views;
    private final Messages messages;
    private final Node inspector;
    private final Node filterBar;
    private final RequestActions actions;
    private final ColumnLayout layout;
    private Runnable focusPageLoads = () -> {};

    @FXML SplitPane split;
    @FXML VBox rowsArea;
    @FXML StackPane tableArea;
    @FXML TableView<LogRow> table;
    @FXML Button chooseColumns;
    @FXML Label summary;
    @FXML HBox toolbar;
    @FXML ToggleButton tableView;
    @FXML ToggleButton pagesView;
    @FXML ToggleButton pause;
    @FXML FontIcon pauseIcon;
    @FXML Button clear;
    @FXML Button export;
    @FXML Button pill;
    @FXML Node noMatch;
    @FXML Button showAll;
    @FXML StackPane emptyArea;

    /**
     * Binds this model; the inspector is shown beside the table, or below it where there is no room.
     *
     * @param filterBar stands above the table, before its buttons
     */
    public RequestsController(
            RequestsViewModel model, RequestActions actions, ColumnLayout layout, ViewLoader views,
            Node inspector, Node filterBar) {
        this.model = model;
        this.actions = actions;
        this.layout = layout;
        this.views = views;
        this.messages = views.messages();
        this.inspector = inspector;
        this.filterBar = filterBar;
    }

    @FXML
    void initialize() {
        bindTable();
        bindToolbar();
        bindPill();
        bindInspector();
    }

    /** Puts the keyboard on the table, or on what is shown in its place. */
    public void focusTable() {
        if (pagesView.isSelected()) {
            focusPageLoads.run();
        } else if (table.getScene() == null) {
            emptyArea.requestFocus();
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

    /** Whether a log is shown to which nothing more is added: there is nothing to pause or to clear then. */
    public void bindReadOnly(ObservableValue<Boolean> readOnly) {
        for (Node live : List.of(pause, clear)) {
            live.visibleProperty().bind(Bindings.createBooleanBinding(() -> !readOnly.getValue(), readOnly));
            live.managedProperty().bind(live.visibleProperty());
        }
    }

    /** What the button for exporting does, told where it is, and what it says. */
    public void onExport(Consumer<Node> action, ObservableValue<String> text) {
        export.setOnAction(e -> action.accept(export));
        export.textProperty().bind(text);
    }

    /**
     * What stands in the place of an empty table while nothing is filtered away. The table comes into the scene when
     * there is something in it for the first time: a window that opens need not lay out what is hidden.
     */
    public void setEmptyView(Node view, ObservableValue<Boolean> tableHidden) {
        emptyArea.getChildren().setAll(view);
        emptyArea.visibleProperty().bind(tableHidden);
        chooseColumns.visibleProperty().bind(emptyArea.visibleProperty().not());
        tableArea.getChildren().remove(table);
        tableHidden.subscribe(hidden -> {
            if (!hidden && table.getParent() == null) {
                boolean hadKeyboard = emptyArea.isFocused();
                tableArea.getChildren().addFirst(table);
                if (hadKeyboard) {
                    table.requestFocus();
                }
            }
        });
    }

    private void bindTable() {
        RowList rows = new RowList();
        table.setItems(rows);
        // The cells of rows that stay where they are would keep the language in which they were filled.
        messages.languageProperty().subscribe(language -> table.refresh());
        TableViewport viewport = new TableViewport(table);
        RowSelection selection = new RowSelection(table, rows, viewport, model);
        new ShownRows(rows, viewport, selection, model);
        new FollowGestures(table, viewport, model);
        RequestColumns columns = new RequestColumns(table, layout, model, messages);
        new ColumnMenu(table, chooseColumns, columns, model, messages);
        RowMenu menu = new RowMenu(model, actions, columns::shown, messages);
        menu.install(table);
        table.setRowFactory(any -> new RequestRow(model.pinned()));
        Region pinned = views.deferred(
                "pinned.fxml", () -> new PinnedController(table, columns, menu, model, messages));
        pinned.setMinHeight(Region.USE_PREF_SIZE);
        pinned.visibleProperty().bind(model.pinned().rowsProperty().map(all -> !all.isEmpty()));
        pinned.managedProperty().bind(pinned.visibleProperty());
        rowsArea.getChildren().addFirst(pinned);
        model.pinned().rowsProperty().subscribe(viewport::redraw);
        summary.textProperty().bind(Bindings.createStringBinding(
                () -> SelectionSummary.of(model.selectionProperty().get(), messages),
                model.selectionProperty(), messages.languageProperty()));
        summary.visibleProperty().bind(summary.textProperty().isNotEmpty());
    }

    private void bindToolbar() {
        toolbar.getChildren().add(1, filterBar);
        HBox.setHgrow(filterBar, Priority.ALWAYS);
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
            for (Labeled tool : new Labeled[] {pause, clear, export}) {
                tool.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
            }
        });
        clear.setOnAction(e -> model.clear());
        noMatch.visibleProperty().bind(Bindings.createBooleanBinding(
                () -> model.rowsProperty().get().isEmpty() && model.isFiltered()
                        && model.requestsProperty().get() > 0,
                model.rowsProperty(), model.requestsProperty()));
        showAll.setOnAction(e -> model.clearFilter());
    }

    private void bindPill() {
        pill.setOnAction(e -> model.showNew());
        pill.visibleProperty().bind(Bindings.createBooleanBinding(
                () -> !model.followingProperty().get() && !model.rowsProperty().get().isEmpty()
                        && (model.orderProperty().get().isArrival() || model.newRowsProperty().get() > 0),
                model.followingProperty(), model.rowsProperty(), model.orderProperty(), model.newRowsProperty()));
        pill.textProperty().bind(Bindings.createStringBinding(
                this::pillText, model.newRowsProperty(), model.orderProperty(), messages.languageProperty()));
    }

    private String pillText() {
        long count = model.newRowsProperty().get();
        if (!model.orderProperty().get().isArrival()) {
            return messages.count("requests.sorted.new", count);
        }
        return count == 0 ? messages.get("requests.latest") : messages.count("requests.new", count);
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
            revealSelected();
        } else {
            split.getItems().remove(inspector);
            focusTable();
        }
    }

    /** The inspector may have come where the row was that it is about. */
    private void revealSelected() {
        // Only when everything has its new place is it known what is in sight.
        Platform.runLater(() ->
                new TableViewport(table).reveal(table.getSelectionModel().getSelectedIndex()));
    }

    private void placeDivider() {
        if (!split.getItems().contains(inspector)) {
            return;
        }
        double size = split.getWidth();
        // A divider can be placed only after both sides have been laid out once.
        split.applyCss();
        split.layout();
        split.setDividerPositions(split.getOrientation() == Orientation.HORIZONTAL && size > 0
                ? 1 - INSPECTOR_WIDTH / size
                : 0.45);
    }
}
