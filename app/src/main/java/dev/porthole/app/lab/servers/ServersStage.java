package dev.porthole.app.lab.servers;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabStage;
import dev.porthole.app.lab.measure.RunBar;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.lab.event.Evidence;
import javafx.animation.AnimationTimer;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** One slow client and four servers; and the slow reader with its buffers. */
public final class ServersStage implements LabStage {

    private final ServersViewModel model;
    private final Messages messages;
    private final Region view;

    @FXML ToggleButton race;
    @FXML ToggleButton reader;
    @FXML Button run;
    @FXML FontIcon runIcon;
    @FXML Button reset;
    @FXML Label state;
    @FXML Label about;
    @FXML StackPane picture;
    @FXML Label findings;

    /** An empty stage. */
    public ServersStage(LabFrame frame, ViewLoader views) {
        messages = views.messages();
        model = new ServersViewModel(frame, System::nanoTime);
        view = views.load("lab-servers.fxml", this);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Evidence> evidence() {
        return model.evidence();
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
        RunBar.choose(race, acts, model.actProperty(), ServersViewModel.Act.RACE);
        RunBar.choose(reader, acts, model.actProperty(), ServersViewModel.Act.READER);
        reader.setDisable(!model.readerCanRun());
        RacePicture racePicture = new RacePicture(model.race(), messages, model.run().runningProperty());
        ReaderPicture readerPicture = new ReaderPicture(model.reader(), messages);
        racePicture.visibleProperty().bind(model.actProperty().isEqualTo(ServersViewModel.Act.RACE));
        readerPicture.visibleProperty().bind(racePicture.visibleProperty().not());
        picture.getChildren().setAll(racePicture, readerPicture);
        picture.accessibleTextProperty().bind(findings.textProperty());
        model.actProperty().subscribe(
                act -> about.textProperty().bind(messages.text("lab.servers.about." + act.name())));
        AnimationTimer live = new AnimationTimer() {
            @Override
            public void handle(long now) {
                racePicture.draw();
            }
        };
        model.run().runningProperty().subscribe(running -> {
            if (running && model.actProperty().get() == ServersViewModel.Act.RACE) {
                live.start();
            } else {
                live.stop();
                racePicture.draw();
            }
        });
    }
}
