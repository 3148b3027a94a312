package dev.porthole.app.lab.plain;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabRun;
import dev.porthole.app.lab.LabStage;
import dev.porthole.app.lab.glossary.GlossaryViewModel;
import dev.porthole.app.lab.glossary.TermText;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.lab.Scripts;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.Script;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shows any script of an experiment: what is done and what happens, one under the other, and its tables beside. */
public final class PlainStage implements LabStage {

    private static final double TABLE_SHARE = 0.42;

    private final Experiment experiment;
    private final PlainViewModel model;
    private final Messages messages;
    private final GlossaryViewModel glossary;
    private final EventTables eventTables;
    private final Region view;

    @FXML ComboBox<Script> scripts;
    @FXML Button run;
    @FXML FontIcon runIcon;
    @FXML Button reset;
    @FXML ToggleButton recorded;
    @FXML Label state;
    @FXML Label lost;
    @FXML StackPane about;
    @FXML ListView<LabEvent> events;
    @FXML Label empty;
    @FXML ScrollPane side;
    @FXML VBox tables;

    /** The scripts of an experiment. */
    public PlainStage(Experiment experiment, LabFrame frame, ViewLoader views) {
        this.experiment = experiment;
        this.messages = views.messages();
        this.model = new PlainViewModel(frame, Scripts.all().stream()
                .filter(each -> each.experiment() == experiment).toList());
        this.glossary = frame.glossary();
        this.eventTables = new EventTables(messages);
        view = views.load("lab-plain.fxml", this);
        view.widthProperty().subscribe(width -> shareWidth(width.doubleValue()));
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Evidence> evidence() {
        return model.evidenceProperty();
    }

    @Override
    public void step() {
        if (model.runProperty().get() == null) {
            model.start();
        } else {
            model.stop();
        }
    }

    @Override
    public void reset() {
        model.reset();
    }

    @FXML
    void initialize() {
        fillScripts();
        about.getChildren().setAll(new TermText(
                messages.text("lab.experiment." + experiment.name() + ".about"), glossary, messages));
        run.setOnAction(e -> step());
        reset.setOnAction(e -> reset());
        model.runProperty().subscribe(this::showRunning);
        recorded.selectedProperty().bindBidirectional(model.recordedProperty());
        for (Observable condition : List.of(model.scriptProperty(), model.recordedProperty())) {
            condition.subscribe(this::showChoice);
        }
        showChoice();
        state.textProperty().bind(messages.text(model.stateProperty()));
        lost.textProperty().bind(messages.text("lab.lost", model.lostProperty()));
        lost.visibleProperty().bind(model.lostProperty().greaterThan(0));
        events.setCellFactory(list -> new EventCell(messages));
        events.setItems(model.events());
        messages.languageProperty().subscribe(() -> {
            events.refresh();
            fillTables();
        });
        model.events().addListener((ListChangeListener<LabEvent>) change -> follow());
        follow();
        fillTables();
    }

    private void showChoice() {
        run.setDisable(!model.canStart());
        recorded.setVisible(model.hasRecording() && model.canRun());
        recorded.setManaged(recorded.isVisible());
        empty.textProperty().bind(messages.text(model.scripts().isEmpty() ? "lab.empty.none"
                : model.canStart() ? "lab.empty.ready" : "lab.empty.elsewhere"));
    }

    private void fillScripts() {
        scripts.getItems().setAll(model.scripts());
        scripts.setCellFactory(list -> new ScriptCell(messages));
        scripts.setButtonCell(new ScriptCell(messages));
        scripts.valueProperty().bindBidirectional(model.scriptProperty());
        scripts.setVisible(model.scripts().size() > 1);
        scripts.setManaged(scripts.isVisible());
    }

    /** The title of a script. */
    private static final class ScriptCell extends ListCell<Script> {

        private final Messages messages;

        ScriptCell(Messages messages) {
            this.messages = messages;
        }

        @Override
        protected void updateItem(Script script, boolean empty) {
            super.updateItem(script, empty);
            textProperty().unbind();
            if (empty || script == null) {
                setText("");
            } else {
                textProperty().bind(messages.text("lab.script." + script.name()));
            }
        }
    }

    private void showRunning(LabRun running) {
        run.textProperty().bind(messages.text(running == null ? "lab.run" : "lab.stop"));
        runIcon.setIconLiteral(running == null ? "fth-play" : "fth-square");
    }

    /** The tables take at most their share, and scroll; the events stay readable. */
    private void shareWidth(double width) {
        side.setMaxWidth(width * TABLE_SHARE);
    }

    private void follow() {
        empty.setVisible(model.events().isEmpty());
        if (!model.events().isEmpty()) {
            events.scrollTo(model.events().size() - 1);
        }
        fillTables();
    }

    private void fillTables() {
        tables.getChildren().setAll(eventTables.of(model.told(), model.readings()));
        side.setVisible(!tables.getChildren().isEmpty());
        side.setManaged(side.isVisible());
    }
}
