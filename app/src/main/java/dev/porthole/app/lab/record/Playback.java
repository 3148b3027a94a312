package dev.porthole.app.lab.record;

import dev.porthole.lab.event.LabEvent;
import java.time.Duration;
import java.util.function.Consumer;

/** Plays a recording at the pace at which it happened; nobody has to wait through a long silence. */
public final class Playback {

    /** The longest silence. */
    static final Duration LONGEST_SILENCE = Duration.ofMillis(400);

    private Playback() {}

    /**
     * Tells of every event on the calling thread, each in its time.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public static void play(Recording recording, Consumer<LabEvent> out) throws InterruptedException {
        long before = 0;
        for (LabEvent event : recording.events()) {
            long silence = Math.min(event.nanos() - before, LONGEST_SILENCE.toNanos());
            before = event.nanos();
            if (silence > 0) {
                Thread.sleep(Duration.ofNanos(silence));
            }
            out.accept(event);
        }
    }
}
