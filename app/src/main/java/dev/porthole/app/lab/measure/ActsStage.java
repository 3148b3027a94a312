package dev.porthole.app.lab.measure;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabStage;
import dev.porthole.app.text.Messages;
import dev.porthole.lab.event.Evidence;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stages with several acts have in common: the choice, the bar, the picture's place, and the findings. */
public abstract class ActsStage implements LabStage {

    private final ActsViewModel model;
    private final Messages messages;
    private final ToggleGroup choice = new ToggleGroup();

    @FXML Button run;
    @FXML FontIcon runIcon;
    @FXML Button reset;
    @FXML Label state;
    @FXML Label about;
    @FXML protected StackPane picture;
    @FXML Label findings;

    /** Shows the first of these acts. */
    protected ActsStage(LabFrame frame, Messages messages, List<Act> acts) {
        this.model = new ActsViewModel(frame, acts);
        this.messages = messages;
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

    /** Binds what is common. */
    protected void bindBar() {
        RunBar.bind(model.run(), messages, run, runIcon, state, model::step);
        RunBar.bind(model.run().findings(), messages, findings);
        reset.setOnAction(e -> reset());
        picture.accessibleTextProperty().bind(findings.textProperty());
        model.actProperty().subscribe(act -> about.textProperty().bind(messages.text(act.about())));
    }

    /** What is shown, and its run. */
    protected ActsViewModel model() {
        return model;
    }

    /** What there is to choose from. */
    protected List<Act> acts() {
        return model.acts();
    }

    /** Makes a button choose an act. */
    protected void choose(ToggleButton button, Act act) {
        RunBar.choose(button, choice, model.actProperty(), act);
    }
}
