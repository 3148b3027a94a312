package dev.porthole.app.loop;

import dev.porthole.server.ServerState;
import dev.porthole.server.StaticServer;
import dev.porthole.server.loop.EventRing;
import dev.porthole.server.loop.LoopTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has been recorded of the loops of one run of a server. For one thread. */
final class LoopRecording implements AutoCloseable {

    private final ServerState.Running running;
    private final LoopTrace trace;
    private final List<LoopStory> stories = new ArrayList<>();
    private final long[] expected;
    private final Instant begun = Instant.now();
    private final long begunNanos = System.nanoTime();
    private long skipped;
    private @Nullable KernelComparison kernel;

    private LoopRecording(ServerState.Running running, LoopTrace trace) {
        this.running = running;
        this.trace = trace;
        this.expected = new long[trace.loops()];
        for (int i = 0; i < trace.loops(); i++) {
            stories.add(new LoopStory());
        }
    }

    /** Begins to record; empty if the server is not running any more. */
    static Optional<LoopRecording> begin(StaticServer server, ServerState.Running running) {
        return server.trace().map(trace -> new LoopRecording(running, trace));
    }

    ServerState.Running running() {
        return running;
    }

    int loops() {
        return stories.size();
    }

    LoopStory story(int loop) {
        return stories.get(loop);
    }

    Instant begun() {
        return begun;
    }

    long begunNanos() {
        return begunNanos;
    }

    /** How many events could not be kept. */
    long lost() {
        long lost = skipped;
        for (int i = 0; i < loops(); i++) {
            lost += trace.events(i).lost();
        }
        return lost;
    }

    @Nullable KernelComparison kernel() {
        return kernel;
    }

    void setKernel(KernelComparison comparison) {
        kernel = comparison;
    }

    /**
     * Takes what has happened since.
     *
     * @param hold whether what is kept must not be forgotten for what is new
     */
    void take(boolean hold) {
        for (int i = 0; i < loops(); i++) {
            take(i, hold);
        }
    }

    private void take(int loop, boolean hold) {
        LoopStory story = stories.get(loop);
        boolean[] gap = new boolean[1];
        trace.events(loop).take(4 * EventRing.SLOTS, event -> {
            if (hold && story.isFull()) {
                skipped++;
                return;
            }
            if (event.sequence() != expected[loop]) {
                story.gap(event.nanos());
                gap[0] = true;
            }
            expected[loop] = event.sequence() + 1;
            story.accept(event);
        });
        if (gap[0]) {
            // What was lost may have changed what is asked for.
            trace.listInterests(loop);
        }
    }

    /** Ends the trace. */
    @Override
    public void close() {
        trace.close();
    }
}
