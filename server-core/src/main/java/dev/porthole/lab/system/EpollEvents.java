package dev.porthole.lab.system;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of struct epoll_event, epoll_ctl(2). On x86-64 the structure is packed: 12 bytes with the data at 4;
 * elsewhere 16 with the data at 8.
 */
final class EpollEvents {

    private static final boolean PACKED = System.getProperty("os.arch", "").matches("amd64|x86_64");
    private static final long SIZE = PACKED ? 12 : 16;
    private static final long DATA = PACKED ? 4 : 8;

    private final MemorySegment memory;
    private final int capacity;

    /** Room for some events, as long as the arena lives. */
    EpollEvents(Arena arena, int capacity) {
        this.memory = arena.allocate(SIZE * capacity, Long.BYTES);
        this.capacity = capacity;
    }

    /** Where they are. */
    public MemorySegment memory() {
        return memory;
    }

    /** How many there is room for. */
    public int capacity() {
        return capacity;
    }

    /** Writes one. */
    public void set(int index, int mask, long data) {
        memory.set(JAVA_INT, index * SIZE, mask);
        memory.set(JAVA_LONG_UNALIGNED, index * SIZE + DATA, data);
    }

    /** The flags of one. */
    public int mask(int index) {
        return memory.get(JAVA_INT, index * SIZE);
    }

    /** The data of one: what was registered with its descriptor. */
    public long data(int index) {
        return memory.get(JAVA_LONG_UNALIGNED, index * SIZE + DATA);
    }
}
