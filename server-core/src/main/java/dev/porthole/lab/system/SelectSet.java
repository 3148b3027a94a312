package dev.porthole.lab.system;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/**
 * A set of bits for select(2), one for each descriptor up to the highest. It is as long as it must be: the limit of
 * 1,024 belongs to fd_set, a type of the C library, and not to the kernel.
 */
public final class SelectSet implements WatchSet {

    private static final int TIMEVAL = 2 * Long.BYTES;

    private final int count;
    private final MemorySegment watched;
    private final MemorySegment answer;
    private final MemorySegment atOnce;

    /**
     * Watches descriptors as long as the arena lives.
     *
     * @param arena with which the memory for the kernel ends
     * @param descriptors what is watched, for reading; each less than 1024
     */
    public SelectSet(Arena arena, int... descriptors) {
        count = IntStream.of(descriptors).max().orElse(-1) + 1;
        int words = (count + Long.SIZE - 1) / Long.SIZE;
        watched = arena.allocate(JAVA_LONG, words);
        answer = arena.allocate(JAVA_LONG, words);
        atOnce = arena.allocate(TIMEVAL, Long.BYTES);
        for (int each : descriptors) {
            int word = each / Long.SIZE;
            watched.setAtIndex(JAVA_LONG, word, watched.getAtIndex(JAVA_LONG, word) | 1L << each % Long.SIZE);
        }
    }

    @Override
    public String call() {
        return "select";
    }

    /** The kernel writes its answer over the question, so the question is written anew each time. */
    @Override
    public int look() {
        answer.copyFrom(watched);
        return Libc.select(count, answer, atOnce);
    }

    @Override
    public int[] ready() {
        return IntStream.range(0, count)
                .filter(each -> (answer.getAtIndex(JAVA_LONG, each / Long.SIZE) >> each % Long.SIZE & 1) != 0)
                .toArray();
    }
}
