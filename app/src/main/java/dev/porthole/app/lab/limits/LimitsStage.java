package dev.porthole.app.lab.limits;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabStage;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.lab.event.Evidence;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Binds the last experiment: a card for each proof. */
public final class LimitsStage implements LabStage {

    private final ObservableValue<Evidence> evidence = new SimpleObjectProperty<>(Evidence.KERNEL);
    private final LabFrame frame;
    private final LimitsViewModel model;
    private final ViewLoader views;
    private final Region view;
    /** Whether what is run step by step is brought into view. */
    private boolean follows;

    @FXML Button runAll;
    @FXML Button reset;
    @FXML ScrollPane scroll;
    @FXML VBox cards;

    /** The stage, with nothing run yet. */
    public LimitsStage(LabFrame frame, ViewLoader views) {
        this.model = new LimitsViewModel(frame);
        this.frame = frame;
        this.views = views;
        view = views.load("lab-limits.fxml", this);
    }

    @FXML
    void initialize() {
        runAll.setOnAction(e -> {
            follows = false;
            model.runAll();
        });
        reset.setOnAction(e -> model.reset());
        for (ProofViewModel each : model.proofs()) {
            ProofCard card = new ProofCard(each, frame.glossary(), views.messages());
            cards.getChildren().add(card);
            each.doneProperty().subscribe(done -> {
                if (done && follows) {
                    // Its height is known only after the next layout.
                    Platform.runLater(() -> scrollTo(card));
                }
            });
        }
    }

    private void scrollTo(ProofCard card) {
        scroll.applyCss();
        scroll.layout();
        double hidden = cards.getHeight() - scroll.getViewportBounds().getHeight();
        if (hidden > 0) {
            scroll.setVvalue(Math.min(1, card.getBoundsInParent().getMinY() / hidden));
        }
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Evidence> evidence() {
        return evidence;
    }

    @Override
    public void left() {
        model.reset();
    }

    @Override
    public void step() {
        follows = true;
        model.step();
    }

    @Override
    public void reset() {
        model.reset();
    }
}
