package dev.porthole.app.lab.keepalive;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabStage;
import dev.porthole.app.lab.measure.RunBar;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.keepalive.NotFoundAnswer;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** The same page on many connections and on one; and the bytes of an answer under a ruler. */
public final class KeepAliveStage implements LabStage {

    private final KeepAliveViewModel model;
    private final Messages messages;
    private final Region view;

    @FXML ToggleButton fetch;
    @FXML ToggleButton ruler;
    @FXML Button run;
    @FXML FontIcon runIcon;
    @FXML Button reset;
    @FXML Label state;
    @FXML Label about;
    @FXML StackPane picture;
    @FXML Label clients;
    @FXML Label findings;
    @FXML Label note;

    /** An empty stage. */
    public KeepAliveStage(LabFrame frame, ViewLoader views) {
        messages = views.messages();
        model = new KeepAliveViewModel(frame);
        view = views.load("lab-keepalive.fxml", this);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Evidence> evidence() {
        return new SimpleObjectProperty<>(Evidence.LIVE);
    }

    @Override
    public void entered() {
        model.run().setInView(true);
        model.predict();
    }

    @Override
    public void left() {
        model.run().setInView(false);
    }

    @Override
    public void step() {
        model.step();
    }

    @Override
    public void reset() {
        model.reset();
    }

    @FXML
    void initialize() {
        RunBar.bind(model.run(), messages, run, runIcon, state, model::step);
        RunBar.bind(model.run().findings(), messages, findings);
        reset.setOnAction(e -> reset());
        ToggleGroup acts = new ToggleGroup();
        RunBar.choose(fetch, acts, model.actProperty(), KeepAliveViewModel.Act.FETCH);
        RunBar.choose(ruler, acts, model.actProperty(), KeepAliveViewModel.Act.RULER);
        FetchPicture fetchPicture = new FetchPicture(model.fetch(), messages);
        ScrollPane rulerPane = new ScrollPane(new RulerPicture(model.ruler(), messages));
        rulerPane.setFitToWidth(true);
        rulerPane.getStyleClass().add("lab-measure-words");
        fetchPicture.visibleProperty().bind(model.actProperty().isEqualTo(KeepAliveViewModel.Act.FETCH));
        rulerPane.visibleProperty().bind(fetchPicture.visibleProperty().not());
        note.visibleProperty().bind(fetchPicture.visibleProperty());
        note.managedProperty().bind(note.visibleProperty());
        picture.getChildren().setAll(fetchPicture, rulerPane);
        picture.accessibleTextProperty().bind(findings.textProperty());
        model.actProperty().subscribe(
                act -> about.textProperty().bind(messages.text("lab.keepalive.about." + act.name())));
        clients.managedProperty().bind(clients.visibleProperty());
        model.ruler().changesProperty().subscribe(this::showClients);
        messages.languageProperty().subscribe(this::showClients);
    }

    private void showClients() {
        RulerViewModel.Strip origin = model.ruler().strip(NotFoundAnswer.ORIGIN);
        clients.setVisible(!origin.nextLine().isEmpty());
        clients.setText(messages.get("lab.ruler.clients", origin.nextLine(), origin.connections()));
    }
}
