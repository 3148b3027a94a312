package dev.porthole.app.lab.backlog;

import dev.porthole.app.lab.EventWords;
import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabStage;
import dev.porthole.app.lab.plain.PlainStage;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.lab.backlog.Visitor;
import dev.porthole.lab.backlog.Visitor.Place;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Draws the waiting room: its places, who sits there, who stands before the door. */
public final class BacklogStage implements LabStage {

    private final BacklogViewModel model;
    private final PlainStage plain;
    private final Messages messages;
    private final Region view;
    private final ReadOnlyObjectWrapper<Evidence> evidence = new ReadOnlyObjectWrapper<>(Evidence.KERNEL);

    @FXML ToggleGroup parts;
    @FXML ToggleButton hands;
    @FXML ToggleButton scenes;
    @FXML HBox tools;
    @FXML Spinner<Integer> backlog;
    @FXML Button listen;
    @FXML Button one;
    @FXML Button eight;
    @FXML ToggleButton gate;
    @FXML StackPane body;
    @FXML ScrollPane room;
    @FXML FlowPane knocking;
    @FXML Label waitingTitle;
    @FXML FlowPane waiting;
    @FXML FlowPane inside;
    @FXML Label line;

    /** The stage of the waiting room, on a computer whose kernel can be shown. */
    public BacklogStage(LabFrame frame, ViewLoader views) {
        this.messages = views.messages();
        this.model = new BacklogViewModel(frame);
        this.plain = new PlainStage(Experiment.BACKLOG, frame, views);
        this.view = views.load("lab-backlog.fxml", this);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Evidence> evidence() {
        return evidence.getReadOnlyProperty();
    }

    /** Listens first, then eight come, then the gate opens. */
    @Override
    public void step() {
        if (scenes.isSelected()) {
            plain.step();
        } else if (!model.runningProperty().get()) {
            model.listen(backlog.getValue());
        } else if (model.pictureProperty().get().visitors().isEmpty()) {
            model.arrive(BacklogViewModel.EIGHT);
        } else {
            model.gate(!model.pictureProperty().get().gateClosed());
        }
    }

    @Override
    public void reset() {
        plain.reset();
        model.reset();
    }

    @FXML
    void initialize() {
        body.getChildren().add(plain.view());
        parts.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                parts.selectToggle(before);
            } else {
                showPart();
            }
        });
        parts.selectToggle(hands);
        backlog.accessibleTextProperty().bind(messages.text("lab.programs.backlog"));
        listen.setOnAction(e -> model.listen(backlog.getValue()));
        one.setOnAction(e -> model.arrive(1));
        eight.setOnAction(e -> model.arrive(BacklogViewModel.EIGHT));
        gate.setOnAction(e -> model.gate(gate.isSelected()));
        model.runningProperty().subscribe(running -> {
            one.setDisable(!running);
            eight.setDisable(!running);
            gate.setDisable(!running);
        });
        model.pictureProperty().subscribe(this::show);
        messages.languageProperty().subscribe(() -> show(model.pictureProperty().get()));
    }

    private void showPart() {
        boolean scripted = scenes.isSelected();
        room.setVisible(!scripted);
        plain.view().setVisible(scripted);
        // What is not seen must not make the stage wider than it can be.
        plain.view().setManaged(scripted);
        tools.setVisible(!scripted);
        if (scripted) {
            model.stop();
            evidence.bind(plain.evidence());
        } else {
            plain.reset();
            evidence.unbind();
            evidence.set(Evidence.KERNEL);
        }
    }

    private void show(BacklogPicture picture) {
        fill(knocking, picture.in(Place.KNOCKING, Place.REFUSED));
        List<Visitor> seated = picture.in(Place.WAITING);
        fill(waiting, seated);
        // The kernel admits one more than it was told.
        int places = picture.backlog() + 1;
        if (seated.isEmpty()) {
            waiting.getChildren().clear();
        }
        for (int i = seated.size(); i < places; i++) {
            Label free = new Label(messages.get("lab.backlog.free"));
            free.getStyleClass().addAll("backlog-place", "muted");
            free.pseudoClassStateChanged(PseudoClass.getPseudoClass("free"), true);
            waiting.getChildren().add(free);
        }
        fill(inside, picture.in(Place.INSIDE));
        waitingTitle.setText(messages.get("lab.backlog.waiting", places));
        line.setText(messages.get("lab.backlog.line", picture.waiting(), picture.backlog()));
        gate.setSelected(picture.gateClosed());
        gate.setText(messages.get(picture.gateClosed() ? "lab.programs.gate.closed" : "lab.programs.gate.open"));
    }

    private void fill(FlowPane places, List<Visitor> visitors) {
        if (visitors.isEmpty()) {
            Label none = new Label(messages.get("lab.backlog.none"));
            none.getStyleClass().add("muted");
            places.getChildren().setAll(none);
        } else {
            places.getChildren().setAll(visitors.stream().map(this::draw).toList());
        }
    }

    private Node draw(Visitor visitor) {
        Label name = new Label(messages.get("lab.backlog.client", visitor.number()));
        name.getStyleClass().add("backlog-name");
        Label port = new Label(visitor.port() > 0 ? Integer.toString(visitor.port()) : "");
        port.getStyleClass().add("backlog-when");
        Label when = new Label(visitor.connectedAfter() < 0 ? "SYN"
                : EventWords.measured((double) visitor.connectedAfter(), "ns"));
        when.getStyleClass().add("backlog-when");
        VBox place = new VBox(name, port, when);
        place.getStyleClass().add("backlog-place");
        place.pseudoClassStateChanged(
                PseudoClass.getPseudoClass(visitor.place().name().toLowerCase(Locale.ROOT)), true);
        return place;
    }
}
