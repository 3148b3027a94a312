package dev.porthole.app.command;

import dev.porthole.app.lab.record.Playback;
import dev.porthole.app.lab.record.Recording;
import dev.porthole.app.lab.record.RecordingHeader;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.Script;
import dev.porthole.lab.script.TooFewDescriptorsException;
import dev.porthole.lab.system.StoppedException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs scripts, or plays recordings of them, and writes what happens on the calling thread. */
final class LabRunner {

    private final LabOutput out;

    LabRunner(LabOutput out) {
        this.out = out;
    }

    /** Where the events of a script come from on this computer. */
    static Evidence evidenceHere(Script script) {
        return script.evidence() != Evidence.KERNEL || LabSupport.kernel() ? script.evidence() : Evidence.RECORDED;
    }

    /** Runs a script to its end. The experiment does not wait for whoever reads, so that its times are its own. */
    void run(Script script) throws UsageException, InterruptedException {
        BlockingQueue<Optional<LabEvent>> events = new LinkedBlockingQueue<>();
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        out.begin(RecordingHeader.here(
                script.name(), script.experiment().id(), script.evidence(), Clock.systemUTC().instant()), false);
        LabSession session = new LabSession(event -> events.add(Optional.of(event)));
        Thread hook = endOnSignal(session);
        try (session) {
            session.start("script", () -> {
                try {
                    script.run(session);
                } catch (StoppedException | InterruptedException over) {
                    // Whoever stopped it knows.
                } catch (RuntimeException | Error thrown) {
                    fault.set(thrown);
                } finally {
                    events.add(Optional.empty());
                }
            });
            write(events);
        } finally {
            forget(hook);
        }
        check(fault.get() == null ? session.failure() : fault.get());
        out.end(true);
    }

    private void write(BlockingQueue<Optional<LabEvent>> events) throws InterruptedException {
        for (Optional<LabEvent> next = events.take(); next.isPresent(); next = events.take()) {
            out.event(next.get());
            if (out.closed()) {
                // As with "| head": whoever read it has seen enough.
                return;
            }
        }
    }

    private static void check(@Nullable Throwable fault) throws UsageException {
        switch (fault) {
            case null -> {
                // It went well.
            }
            case TooFewDescriptorsException few ->
                throw new UsageException("error.lab-descriptors", few.wanted(), few.left());
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            default -> throw new IllegalStateException(fault);
        }
    }

    /** On Ctrl-C and SIGTERM everything ends within a second, and the exit code says that it was not the end. */
    private static Thread endOnSignal(LabSession session) {
        Thread hook = new Thread(() -> {
            session.close();
            PortholeCommand.complain(Messages.text("lab.interrupted"));
            System.out.flush();
            Runtime.getRuntime().halt(1);
        }, "lab end");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static void forget(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // The hook ends the process, and what it has stopped is no fault to be told of.
            new CountDownLatch(1).await();
        }
    }

    /** Plays a recording at its own pace. */
    void play(Recording recording) throws InterruptedException {
        out.begin(recording.header(), true);
        Playback.play(recording, out::event);
        out.end(recording.complete());
    }
}
