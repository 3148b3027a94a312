package dev.porthole.app.lab.measure;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.text.Messages;
import dev.porthole.lab.event.Evidence;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.StackPane;

/** What stages with several acts have in common besides: the choice, and the place of the picture. */
public abstract class ActsStage extends MeasuredStage {

    private final ActsViewModel model;
    private final Messages messages;
    private final ToggleGroup choice = new ToggleGroup();

    @FXML Label about;
    @FXML protected StackPane picture;

    /** Shows the first of these acts. */
    protected ActsStage(LabFrame frame, Messages messages, List<Act> acts) {
        this(new ActsViewModel(frame, acts), messages);
    }

    private ActsStage(ActsViewModel model, Messages messages) {
        super(model, messages);
        this.model = model;
        this.messages = messages;
    }

    @Override
    public ObservableValue<Evidence> evidence() {
        return model.evidence();
    }

    @Override
    protected void bindBar() {
        super.bindBar();
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
