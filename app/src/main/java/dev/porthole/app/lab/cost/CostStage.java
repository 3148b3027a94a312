package dev.porthole.app.lab.cost;

import dev.porthole.app.lab.EventWords;
import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.measure.MeasuredStage;
import dev.porthole.app.lab.measure.RunBar;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.lab.cost.ReadyCount;
import dev.porthole.lab.event.Evidence;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What a wait costs: a chart that grows while it is measured, the same as a table, and what it means. */
public final class CostStage extends MeasuredStage {

    private final CostViewModel model;
    private final Messages messages;
    private final Region view;

    @FXML HBox ready;
    @FXML Label machine;
    @FXML StackPane chart;
    @FXML Label empty;
    @FXML TableView<CostViewModel.Row> table;
    @FXML Label reference;
    @FXML VBox notes;

    /** An empty chart. */
    public CostStage(LabFrame frame, ViewLoader views) {
        this(new CostViewModel(frame), views);
    }

    private CostStage(CostViewModel model, ViewLoader views) {
        super(model, views.messages());
        this.model = model;
        messages = views.messages();
        view = views.load("lab-cost.fxml", this);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Evidence> evidence() {
        return new SimpleObjectProperty<>(Evidence.KERNEL);
    }

    @FXML
    void initialize() {
        bindBar();
        machine.textProperty().bind(messages.text(model.machineProperty()));
        fillReady();
        CostChart picture = new CostChart(model, messages);
        chart.getChildren().addFirst(picture);
        addColumns();
        model.changesProperty().subscribe(this::show);
        messages.languageProperty().subscribe(this::show);
        show();
        reference.managedProperty().bind(reference.visibleProperty());
        notes.managedProperty().bind(notes.visibleProperty());
    }

    private void fillReady() {
        ToggleGroup group = new ToggleGroup();
        for (ReadyCount each : ReadyCount.values()) {
            ToggleButton button = new ToggleButton();
            button.textProperty().bind(messages.text("lab.cost.ready." + each.label()));
            RunBar.choose(button, group, model.readyProperty(), each);
            ready.getChildren().add(button);
        }
    }

    private void addColumns() {
        TableColumn<CostViewModel.Row, String> size = new TableColumn<>();
        size.textProperty().bind(messages.text("lab.cost.column"));
        size.setCellValueFactory(row -> new SimpleStringProperty(EventWords.number(row.getValue().size())));
        table.getColumns().add(size);
        for (int i = 0; i < CostViewModel.CALLS.size(); i++) {
            int call = i;
            TableColumn<CostViewModel.Row, String> column = new TableColumn<>(CostViewModel.CALLS.get(i));
            column.setCellValueFactory(row -> {
                double nanos = row.getValue().nanos().get(call);
                return new SimpleStringProperty(Double.isNaN(nanos) ? "" : EventWords.measured(nanos, "ns"));
            });
            table.getColumns().add(column);
        }
        table.getColumns().forEach(column -> column.getStyleClass().addAll("right", "mono"));
        table.getColumns().forEach(column -> column.setSortable(false));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label());
    }

    private void show() {
        table.getItems().setAll(model.rows());
        empty.setVisible(model.rows().isEmpty());
        notes.setVisible(!model.rows().isEmpty());
        reference.setVisible(model.showsReference());
        chart.setAccessibleText(messages.get("lab.cost.chart") + " " + model.rows().stream()
                .map(row -> EventWords.number(row.size()) + ": " + row.nanos().stream()
                        .map(nanos -> EventWords.measured(nanos, "ns")).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; ")));
    }
}
