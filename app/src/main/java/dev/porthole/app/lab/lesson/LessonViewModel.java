package dev.porthole.app.lab.lesson;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Where the lesson is, and what its clock says. */
public final class LessonViewModel {

    private final Executor ui;
    private final LongSupplier nanos;
    private final ReadOnlyObjectWrapper<LessonBlock> block = new ReadOnlyObjectWrapper<>(LessonBlock.THREADS);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyLongWrapper seconds = new ReadOnlyLongWrapper();
    private volatile long begun;
    private volatile boolean counting;
    private volatile long shownSeconds;
    private long before;

    /**
     * A lesson that has not begun.
     *
     * @param ui the thread of the window
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    public LessonViewModel(Executor ui, LongSupplier nanos) {
        this.ui = ui;
        this.nanos = nanos;
    }

    /** Starts the clock, or stops it for a while. */
    public void toggle() {
        if (counting) {
            before += nanos.getAsLong() - begun;
        } else {
            begun = nanos.getAsLong();
        }
        counting = !counting;
        running.set(counting);
    }

    /** The lesson begins anew. */
    public void reset() {
        counting = false;
        running.set(false);
        before = 0;
        shownSeconds = 0;
        seconds.set(0);
        block.set(LessonBlock.THREADS);
    }

    /** Goes to a block. */
    public void show(LessonBlock wanted) {
        block.set(wanted);
    }

    /** Goes to the next block, or the one before; at either end it stays. */
    public void move(int steps) {
        List<LessonBlock> all = List.of(LessonBlock.values());
        block.set(all.get(Math.clamp(all.indexOf(block.get()) + (long) steps, 0, all.size() - 1)));
    }

    /** Looks at the clock; on any thread. */
    public void beat() {
        if (counting) {
            long passed = nanos.getAsLong() - begun;
            if (Duration.ofNanos(passed).toSeconds() != shownSeconds) {
                shownSeconds = Duration.ofNanos(passed).toSeconds();
                ui.execute(this::tick);
            }
        }
    }

    private void tick() {
        if (counting) {
            seconds.set(Duration.ofNanos(before + nanos.getAsLong() - begun).toSeconds());
        }
    }

    /** How many whole minutes the lesson is behind its plan at this block; negative if it is ahead. */
    public long minutesBehind() {
        long now = Duration.ofSeconds(seconds.get()).toMinutes();
        LessonBlock here = block.get();
        return now >= here.to() ? now - here.to() + 1 : Math.min(0, now - here.from());
    }

    /** Which block it is. */
    public ReadOnlyObjectProperty<LessonBlock> blockProperty() {
        return block.getReadOnlyProperty();
    }

    /** Whether the clock goes. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** How long the lesson has taken so far, in seconds. */
    public ReadOnlyLongProperty secondsProperty() {
        return seconds.getReadOnlyProperty();
    }
}
