package dev.porthole.app.lab;

import dev.porthole.lab.event.Evidence;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;

/**
 * One experiment on the screen, in the middle of the lab. Made when it is first shown, by the list of the area. Every
 * method is called on the thread of the window and must return at once: what may block belongs to a {@link LabRun}.
 */
public interface LabStage {

    /** What is seen; always the same. It scrolls by itself when there is not enough room. */
    Region view();

    /** Where what it shows comes from: the badge of the lab, which must be right before anything is shown. */
    ObservableValue<Evidence> evidence();

    /** It has come into view. Nothing runs yet. */
    default void entered() {}

    /** It has gone out of view. What it had running has been closed by the frame. */
    default void left() {}

    /** Does the next thing: the key for it was pressed, or Run in the bar without a question. */
    void step();

    /** Ends what runs and begins again with an empty stage. */
    void reset();
}
