package dev.porthole.app.lab.keepalive;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.measure.Act;
import dev.porthole.app.lab.measure.ActsStage;
import dev.porthole.app.lab.question.Question;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.lab.keepalive.ByteRulerScript;
import dev.porthole.lab.keepalive.KeepAliveScript;
import dev.porthole.lab.keepalive.NotFoundAnswer;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;

/** The same page on many connections and on one; and the bytes of an answer under a ruler. */
public final class KeepAliveStage extends ActsStage {

    private final FetchViewModel fetchStory;
    private final RulerViewModel rulerStory;
    private final Messages messages;
    private final Region view;

    @FXML ToggleButton fetch;
    @FXML ToggleButton ruler;
    @FXML Label clients;
    @FXML Label note;

    /** An empty stage. */
    public KeepAliveStage(LabFrame frame, ViewLoader views) {
        this(frame, views, new FetchViewModel(), new RulerViewModel());
    }

    private KeepAliveStage(LabFrame frame, ViewLoader views, FetchViewModel fetchStory, RulerViewModel rulerStory) {
        super(frame, views.messages(), List.of(
                new Act("lab.keepalive.about.FETCH", KeepAliveScript::new,
                        new Question("lab.keepalive.ask", 3, 1), fetchStory),
                new Act("lab.keepalive.about.RULER", ByteRulerScript::new,
                        new Question("lab.ask.cut", 3, 2), rulerStory)));
        this.fetchStory = fetchStory;
        this.rulerStory = rulerStory;
        messages = views.messages();
        view = views.load("lab-keepalive.fxml", this);
    }

    @Override
    public Region view() {
        return view;
    }

    @FXML
    void initialize() {
        bindBar();
        choose(fetch, acts().getFirst());
        choose(ruler, acts().getLast());
        FetchPicture fetchPicture = new FetchPicture(fetchStory, messages);
        ScrollPane rulerPane = new ScrollPane(new RulerPicture(rulerStory, messages));
        rulerPane.setFitToWidth(true);
        rulerPane.getStyleClass().add("lab-measure-words");
        fetchPicture.visibleProperty().bind(model().actProperty().isEqualTo(acts().getFirst()));
        rulerPane.visibleProperty().bind(fetchPicture.visibleProperty().not());
        note.visibleProperty().bind(fetchPicture.visibleProperty());
        note.managedProperty().bind(note.visibleProperty());
        picture.getChildren().setAll(fetchPicture, rulerPane);
        clients.managedProperty().bind(clients.visibleProperty());
        rulerStory.changesProperty().subscribe(this::showClients);
        messages.languageProperty().subscribe(this::showClients);
    }

    private void showClients() {
        RulerViewModel.Strip origin = rulerStory.strip(NotFoundAnswer.ORIGIN);
        clients.setVisible(!origin.nextLine().isEmpty());
        clients.setText(messages.get("lab.ruler.clients", origin.nextLine(), origin.connections()));
    }
}
