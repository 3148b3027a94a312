package dev.porthole.app.tour;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.view.DeferredView;
import dev.porthole.app.view.ViewLoader;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Binds the callout of the tour and leads its layer from control to control. */
public final class TourController {

    private final TourViewModel model;
    private final Messages messages;
    private final TourLayer layer = new TourLayer();
    private final DeferredView callout;

    @FXML Label tourTitle;
    @FXML Label tourText;
    @FXML Label tourPlace;
    @FXML Button tourSkip;
    @FXML Button tourBack;
    @FXML Button tourNext;

    /** Binds a tour. */
    public TourController(TourViewModel model, ViewLoader views) {
        this.model = model;
        this.messages = views.messages();
        callout = views.deferred("tour.fxml", () -> this);
        callout.visibleProperty().bind(model.stepProperty().map(Objects::nonNull).orElse(false));
        layer.setCallout(callout);
        model.stepProperty().subscribe(this::show);
    }

    /** The layer to put above the window; it lets everything through but its callout. */
    public Region layer() {
        return layer;
    }

    /** Puts the keyboard on the button that goes on. */
    public void takeFocus() {
        tourNext.requestFocus();
    }

    /** What comes to the front may have taken the keyboard, which belongs to the tour until it is over. */
    public void keepFocus() {
        if (model.isShowing()) {
            takeFocus();
        }
    }

    @FXML
    void initialize() {
        tourSkip.setOnAction(e -> model.skip());
        tourBack.setOnAction(e -> goKeepingFocus(model::back));
        tourNext.setOnAction(e -> goKeepingFocus(model::next));
        tourTitle.textProperty().bind(messages.text(model.stepProperty().map(TourStep::title).orElse(nothing())));
        tourText.textProperty().bind(messages.text(model.stepProperty().map(TourStep::text).orElse(nothing())));
        tourPlace.textProperty().bind(model.stepProperty().map(
                step -> step.number() + " / " + TourStep.count()).orElse(""));
        tourNext.textProperty().bind(messages.text(model.stepProperty().map(step -> Phrase.of(
                step == TourStep.DROP ? "tour.sample" : step.isLast() ? "tour.done" : "tour.next")).orElse(nothing())));
    }

    private static Phrase nothing() {
        return Phrase.of("tour.next");
    }

    private void goKeepingFocus(Runnable step) {
        step.run();
        keepFocus();
    }

    private void show(@Nullable TourStep step) {
        boolean begins = !layer.isVisible();
        layer.setVisible(step != null);
        if (step == null) {
            layer.pointAt(null);
            return;
        }
        callout.load();
        tourBack.setVisible(model.hasPrevious());
        tourBack.setManaged(tourBack.isVisible());
        layer.pointAt(layer.getScene() == null ? null : layer.getScene().getRoot().lookup(step.target()));
        callout.setAccessibleText(tourTitle.getText() + ". " + tourText.getText());
        if (begins) {
            takeFocus();
        }
    }
}
