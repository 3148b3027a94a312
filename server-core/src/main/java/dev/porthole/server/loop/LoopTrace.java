package dev.porthole.server.loop;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/**
 * Looks on while the event loops of a running server work, until it is closed. While there is none, nothing is written
 * down. There is one at a time: a later one takes the place of the one before, which then falls silent. A trace ends
 * with the run of its server.
 */
public final class LoopTrace implements AutoCloseable {

    private final List<Executor> loops;
    private final List<EventRing> rings;

    /**
     * Begins to look on, and returns at once, on any thread.
     *
     * @param loops run their tasks each on the thread of one event loop
     */
    public LoopTrace(List<? extends Executor> loops) {
        this.loops = List.copyOf(loops);
        this.rings = Stream.generate(EventRing::new).limit(loops.size()).toList();
        for (int i = 0; i < rings.size(); i++) {
            EventRing ring = rings.get(i);
            onLoop(i, () -> LoopRecorder.current().start(ring));
        }
    }

    /** {@return how many event loops there are} */
    public int loops() {
        return rings.size();
    }

    /**
     * The events of one loop, counted from 0.
     *
     * @param loop from 0
     * @return to be read by one thread at a time
     */
    public EventRing events(int loop) {
        return rings.get(loop);
    }

    /**
     * Has a loop tell everything that it asks for, soon, as one of its events: after some were lost.
     *
     * @param loop from 0
     */
    public void listInterests(int loop) {
        EventRing ring = rings.get(loop);
        onLoop(loop, () -> LoopRecorder.current().listInterests(ring));
    }

    /** Ends it and returns at once, on any thread. */
    @Override
    public void close() {
        for (int i = 0; i < rings.size(); i++) {
            EventRing ring = rings.get(i);
            onLoop(i, () -> LoopRecorder.current().stop(ring));
        }
    }

    private void onLoop(int loop, Runnable task) {
        try {
            loops.get(loop).execute(task);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and has nothing more to tell.
        }
    }
}
