package dev.porthole.lab.system;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/** An array of struct pollfd for poll(2): the whole of it goes to the kernel at every call. */
public final class PollSet implements WatchSet {

    private static final short POLLIN = 1;
    private static final long SIZE = 8;
    private static final long EVENTS = 4;
    private static final long RETURNED = 6;

    private final MemorySegment memory;
    private final int count;

    /**
     * Watches descriptors as long as the arena lives.
     *
     * @param arena with which the memory for the kernel ends
     * @param descriptors what is watched, for reading
     */
    public PollSet(Arena arena, int... descriptors) {
        count = descriptors.length;
        memory = arena.allocate(SIZE * count, Integer.BYTES);
        for (int i = 0; i < count; i++) {
            memory.set(JAVA_INT, i * SIZE, descriptors[i]);
            memory.set(JAVA_SHORT, i * SIZE + EVENTS, POLLIN);
        }
    }

    @Override
    public String call() {
        return "poll";
    }

    @Override
    public int look() {
        return Libc.poll(memory, count, 0);
    }

    @Override
    public int[] ready() {
        return IntStream.range(0, count)
                .filter(i -> (memory.get(JAVA_SHORT, i * SIZE + RETURNED) & POLLIN) != 0)
                .map(i -> memory.get(JAVA_INT, i * SIZE))
                .sorted().toArray();
    }
}
