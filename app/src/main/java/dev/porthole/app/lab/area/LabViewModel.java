package dev.porthole.app.lab.area;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.lab.script.Experiment;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Whether the lab is shown in the place of the sites, and which of its experiments. */
public final class LabViewModel {

    private final LabFrame frame;
    private final ReadOnlyBooleanWrapper showing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Experiment> experiment = new ReadOnlyObjectWrapper<>(Experiment.TRIGGER);

    /** The lab with what its frame does. */
    public LabViewModel(LabFrame frame) {
        this.frame = frame;
    }

    /** What the frame does for its stages. */
    public LabFrame frame() {
        return frame;
    }

    /** Shows the experiment that was shown last. */
    public void open() {
        showing.set(true);
    }

    /** Shows an experiment; what another one had running ends. */
    public void open(Experiment chosen) {
        if (experiment.get() != chosen) {
            endAll();
            experiment.set(chosen);
        }
        open();
    }

    /** Goes back to the sites; nothing of the lab goes on. */
    public void leave() {
        if (showing.get()) {
            endAll();
            showing.set(false);
        }
    }

    /** Ends whatever runs and forgets what was run and voted: the next class begins. */
    public void resetClass() {
        endAll();
        frame.trace().clear();
    }

    private void endAll() {
        frame.closeRuns();
        frame.question().clear();
        frame.code().hide();
    }

    /** Whether the lab is shown. */
    public ReadOnlyBooleanProperty showingProperty() {
        return showing.getReadOnlyProperty();
    }

    /** Which experiment is shown, or was shown last. */
    public ReadOnlyObjectProperty<Experiment> experimentProperty() {
        return experiment.getReadOnlyProperty();
    }
}
