package dev.porthole.app.lab.area;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.export.ClassExport;
import dev.porthole.app.lab.lesson.LessonViewModel;
import dev.porthole.lab.script.Experiment;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Whether the lab is shown in the place of the sites, and which of its experiments. */
public final class LabViewModel {

    private final LabFrame frame;
    private final LessonViewModel lesson;
    private final ClassExport export;
    private final Runnable resetScale;
    private final ReadOnlyBooleanWrapper showing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Experiment> experiment = new ReadOnlyObjectWrapper<>(Experiment.TRIGGER);

    /**
     * The lab with what its frame does.
     *
     * @param resetScale back to the natural size, after the projector
     */
    public LabViewModel(LabFrame frame, LessonViewModel lesson, ClassExport export, Runnable resetScale) {
        this.frame = frame;
        this.lesson = lesson;
        this.export = export;
        this.resetScale = resetScale;
    }

    /** The lesson and its clock. */
    public LessonViewModel lesson() {
        return lesson;
    }

    /** Saves what the class has seen and said. */
    public ClassExport export() {
        return export;
    }

    /** Takes to the window what has happened meanwhile; on any thread but the window's. */
    public void beat() {
        frame.beat();
        lesson.beat();
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
        lesson.reset();
        resetScale.run();
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
