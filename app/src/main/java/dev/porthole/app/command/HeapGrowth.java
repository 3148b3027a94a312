package dev.porthole.app.command;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps the heap from growing with garbage. The serial collector looks at what has grown old only when the heap has
 * reached its greatest size; until then all that died old stays in memory. So everything is collected when the old
 * generation has grown to twice of what was alive the last time: seldom enough to cost nothing, and often enough
 * that a server that runs for days is as small as on the first. For one thread.
 */
final class HeapGrowth {

    /** Below this the garbage is not worth a pause. */
    static final long LEAST_BYTES = 10L << 20;

    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** How many looks in a row have to find too little before a smaller heap is collected: ten minutes. */
    static final int LOOKS_TO_LOWER = 120;

    private final LongSupplier usedBytes;
    private final Runnable collection;
    private long tooMuch = LEAST_BYTES;
    private int looksWithout;

    /**
     * A heap to be looked after.
     *
     * @param usedBytes tells how much of its old generation is in use, garbage included
     * @param collection collects all garbage
     */
    HeapGrowth(LongSupplier usedBytes, Runnable collection) {
        this.usedBytes = usedBytes;
        this.collection = collection;
    }

    /** The heap of this process. */
    static HeapGrowth ofThisProcess() {
        LongSupplier usedBytes = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                // The nursery has no threshold: it is full and collected all the time.
                .filter(MemoryPoolMXBean::isUsageThresholdSupported)
                .findFirst()
                .<LongSupplier>map(old -> () -> old.getUsage().getUsed())
                .orElse(() -> 0);
        return new HeapGrowth(usedBytes, System::gc);
    }

    /**
     * Looks after the heap from time to time, until the thread is interrupted.
     *
     * @param look what else is looked at as often
     */
    void watch(Runnable look) throws InterruptedException {
        for (Duration pause = FIRST_LOOK; !Thread.interrupted(); pause = BETWEEN_LOOKS) {
            Thread.sleep(pause);
            look();
            look.run();
        }
    }

    /** Collects, if the heap has grown too much. */
    void look() {
        if (usedBytes.getAsLong() >= tooMuch) {
            collection.run();
            tooMuch = Math.max(LEAST_BYTES, 2 * usedBytes.getAsLong());
            looksWithout = 0;
        } else if (++looksWithout >= LOOKS_TO_LOWER) {
            // After a busy hour the heap may be full of garbage for ever without reaching twice its size.
            tooMuch = Math.max(LEAST_BYTES, tooMuch / 2);
            looksWithout = 0;
        }
    }
}
