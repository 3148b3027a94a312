package dev.porthole.app.lab;

import dev.porthole.app.platform.Threads;
import dev.porthole.app.text.Phrase;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.TooFewDescriptorsException;
import dev.porthole.lab.system.StoppedException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A session of the lab as the window sees it: its events arrive on the thread of the window, a batch at each beat.
 * Opened and closed on the thread of the window, through {@link LabFrame}.
 */
public final class LabRun {

    /** How far it has come. */
    public enum State {
        /** Its session is open. */
        RUNNING,
        /** Its script has come to its end. */
        DONE,
        /** It was closed before. */
        CLOSED,
        /** Something went wrong, see {@link #problem}. */
        FAILED
    }

    private final Threads threads;
    private final Evidence evidence;
    private final Consumer<EventBatch> shown;
    private final Consumer<EventBatch> kept;
    private final EventRing ring = new EventRing();
    private final LabSession session = new LabSession(ring);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.RUNNING);
    private @Nullable Phrase problem;

    LabRun(Threads threads, Evidence evidence, Consumer<EventBatch> shown, Consumer<EventBatch> kept) {
        this.threads = threads;
        this.evidence = evidence;
        this.shown = shown;
        this.kept = kept;
    }

    /** Its session. Its calls may block, so they are for threads of the session. */
    public LabSession session() {
        return session;
    }

    /** Where its events come from. */
    public Evidence evidence() {
        return evidence;
    }

    /** How far it has come. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What went wrong, or null. */
    public @Nullable Phrase problem() {
        return problem;
    }

    /** Tells of an event that was recorded. */
    void tell(LabEvent event) {
        ring.accept(event);
    }

    /** Does something to its end on a thread of the session, and is done then. */
    void perform(String name, LabSession.Work work) {
        session.start(name, () -> {
            Throwable fault = null;
            try {
                work.run();
            } catch (StoppedException | InterruptedException over) {
                // Whoever closed the session has said so.
            } catch (RuntimeException | Error thrown) {
                fault = thrown;
            }
            Throwable ending = fault;
            deliver();
            threads.ui().execute(() -> end(ending));
        });
    }

    /** Takes what has happened to the window; on any thread. */
    synchronized void deliver() {
        EventBatch batch = ring.take();
        if (!batch.events().isEmpty()) {
            threads.ui().execute(() -> {
                kept.accept(batch);
                if (state.get() != State.CLOSED) {
                    shown.accept(batch);
                }
            });
        }
        Throwable failure = session.failure();
        if (failure != null) {
            threads.ui().execute(() -> end(failure));
        }
    }

    private void end(@Nullable Throwable fault) {
        if (state.get() != State.RUNNING) {
            return;
        }
        if (fault != null) {
            problem = explain(fault);
        }
        finish(fault == null ? State.DONE : State.FAILED);
    }

    private static Phrase explain(Throwable fault) {
        if (fault instanceof TooFewDescriptorsException few) {
            return Phrase.of("lab.run.descriptors", few.wanted(), few.left());
        }
        Thread current = Thread.currentThread();
        current.getUncaughtExceptionHandler().uncaughtException(current, fault);
        return Phrase.of("lab.run.failed", String.valueOf(fault));
    }

    /** Ends everything that belongs to it, within a second and without making the window wait. */
    public void close() {
        if (state.get() == State.RUNNING) {
            finish(State.CLOSED);
        }
    }

    private void finish(State last) {
        threads.waiting().execute(session::close);
        state.set(last);
    }
}
