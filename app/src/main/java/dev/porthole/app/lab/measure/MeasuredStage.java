package dev.porthole.app.lab.measure;

import dev.porthole.app.lab.LabStage;
import dev.porthole.app.text.Messages;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stages that measure have in common: the bar, the findings, and what happens when they are shown and left. */
public abstract class MeasuredStage implements LabStage {

    private final Measured measured;
    private final Messages messages;

    @FXML Button run;
    @FXML FontIcon runIcon;
    @FXML Button reset;
    @FXML Label state;
    @FXML protected Label findings;

    /** A stage for what this does. */
    protected MeasuredStage(Measured measured, Messages messages) {
        this.measured = measured;
        this.messages = messages;
    }

    @Override
    public void entered() {
        measured.run().setInView(true);
        measured.predict();
    }

    @Override
    public void left() {
        measured.run().setInView(false);
    }

    @Override
    public void step() {
        measured.step();
    }

    @Override
    public void reset() {
        measured.reset();
    }

    /** Binds what is common. */
    protected void bindBar() {
        RunBar.bind(measured.run(), messages, run, runIcon, state, measured::step);
        RunBar.bind(measured.run().findings(), messages, findings);
        reset.setOnAction(e -> reset());
    }
}
