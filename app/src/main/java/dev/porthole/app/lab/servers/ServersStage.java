package dev.porthole.app.lab.servers;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.measure.Act;
import dev.porthole.app.lab.measure.ActsStage;
import dev.porthole.app.lab.question.Question;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.servers.ServersScript;
import dev.porthole.lab.servers.SlowReaderScript;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;

/** One slow client and four servers; and the slow reader with its buffers. */
public final class ServersStage extends ActsStage {

    private final RaceViewModel raceStory;
    private final ReaderViewModel readerStory;
    private final Messages messages;
    private final Region view;

    @FXML ToggleButton race;
    @FXML ToggleButton reader;

    /** An empty stage. */
    public ServersStage(LabFrame frame, ViewLoader views) {
        this(frame, views, new RaceViewModel(System::nanoTime), new ReaderViewModel());
    }

    private ServersStage(LabFrame frame, ViewLoader views, RaceViewModel raceStory, ReaderViewModel readerStory) {
        super(frame, views.messages(), List.of(
                new Act("lab.servers.about.RACE", ServersScript::new, new Question("lab.ask.fast", 3, 2), raceStory),
                new Act("lab.servers.about.READER", SlowReaderScript::new,
                        new Question("lab.reader.ask", 3, 2), readerStory)));
        this.raceStory = raceStory;
        this.readerStory = readerStory;
        messages = views.messages();
        view = views.load("lab-servers.fxml", this);
    }

    @Override
    public Region view() {
        return view;
    }

    @FXML
    void initialize() {
        bindBar();
        choose(race, acts().getFirst());
        choose(reader, acts().getLast());
        reader.setDisable(!LabSupport.kernel());
        RacePicture racePicture = new RacePicture(raceStory, messages, model().run().runningProperty());
        ReaderPicture readerPicture = new ReaderPicture(readerStory, messages);
        BooleanBinding raceIsShown = model().actProperty().isEqualTo(acts().getFirst());
        racePicture.visibleProperty().bind(raceIsShown);
        readerPicture.visibleProperty().bind(raceIsShown.not());
        picture.getChildren().setAll(racePicture, readerPicture);
        AnimationTimer live = new AnimationTimer() {
            @Override
            public void handle(long now) {
                racePicture.draw();
            }
        };
        model().run().runningProperty().subscribe(running -> {
            if (running && raceIsShown.get()) {
                live.start();
            } else {
                live.stop();
                racePicture.draw();
            }
        });
    }
}
