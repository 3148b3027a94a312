package dev.porthole.server.loop;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries the events of one loop to one reader. The loop never waits: what the reader has not taken when its place is
 * needed again is lost, and the reader can tell exactly how much that was, because events are numbered.
 */
public final class EventRing {

    /** How many events wait at most; a power of two. */
    public static final int SLOTS = 16_384;

    private final AtomicReferenceArray<@Nullable LoopEvent> slots = new AtomicReferenceArray<>(SLOTS);
    private long position;
    private long lost;

    EventRing() {}

    /** Puts an event in its place; for the loop only, in the order of their numbers. */
    void put(LoopEvent event) {
        slots.setRelease(place(event.sequence()), event);
    }

    /**
     * Takes what has been put in, the oldest first; for one reader's thread at a time.
     *
     * @param most how many events are taken at most
     * @param reader gets each event, on the calling thread
     * @return how many were taken
     */
    public int take(int most, Consumer<LoopEvent> reader) {
        int taken = 0;
        while (taken < most) {
            LoopEvent event = slots.getAcquire(place(position));
            if (event == null || event.sequence() < position) {
                break;
            }
            if (event.sequence() > position) {
                // It stands where the wanted one stood, so everything up to a whole ring before it is gone.
                long oldest = event.sequence() - SLOTS + 1;
                lost += oldest - position;
                position = oldest;
                continue;
            }
            position++;
            taken++;
            reader.accept(event);
        }
        return taken;
    }

    /** {@return how many events were lost so far before they could be taken; for the reader's thread} */
    public long lost() {
        return lost;
    }

    private static int place(long sequence) {
        return (int) (sequence & SLOTS - 1);
    }
}
