package dev.porthole.server.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What one thread has counted. Only that thread writes, so nothing has to be locked or tried again; any
 * thread reads, and the sum over all tallies is exact.
 */
final class Tally {

    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    /** The places of the counts by class of status, 1xx to 5xx, are 1 to 5. */
    private static final int REQUESTS = 0;
    private static final int SENT_BYTES = 6;
    private static final int NEWEST = 7;
    private static final int COUNTS = 8;
    /** Two cache lines, so that no other thread's writes share the ones that are written to. */
    private static final int PADDING = 16;

    private static final int KNOWN_CONNECTIONS = 256;

    private final long[] counts = new long[PADDING + COUNTS + PADDING];
    private final LatencyCounts latencies = new LatencyCounts();
    private final @Nullable ConnectionActivity[] known = new ConnectionActivity[KNOWN_CONNECTIONS];
    private Thread owner;

    Tally(Thread owner) {
        this.owner = owner;
    }

    /** Whose it is. */
    Thread owner() {
        return owner;
    }

    /** Gives it to another thread, which goes on where one that has ended left off. */
    void inherit(Thread heir) {
        owner = heir;
    }

    /** Counts a request that can be read now. */
    void requestReceived(long number) {
        add(REQUESTS, 1);
        if (number > get(NEWEST)) {
            set(NEWEST, number);
        }
    }

    /** Counts an answer. */
    void responseFinished(int status, long sentBytes, long nanos) {
        latencies.record(nanos);
        add(SENT_BYTES, sentBytes);
        add(status / 100, 1);
    }

    long requests() {
        return get(REQUESTS);
    }

    /** How many answers had a status of this class, 1 to 5. */
    long responses(int statusClass) {
        return get(statusClass);
    }

    long sentBytes() {
        return get(SENT_BYTES);
    }

    /** The highest number of a request counted here, or 0. */
    long newest() {
        return get(NEWEST);
    }

    LatencyCounts latencies() {
        return latencies;
    }

    /** Remembers a connection of this thread; for this thread only. */
    void remember(ConnectionActivity connection) {
        known[place(connection.number())] = connection;
    }

    /** The connection with this number, if it is remembered; for this thread only. */
    @Nullable ConnectionActivity recall(long number) {
        ConnectionActivity connection = known[place(number)];
        return connection != null && connection.number() == number ? connection : null;
    }

    /** Forgets the connection with this number; for this thread only. */
    void forget(long number) {
        if (recall(number) != null) {
            known[place(number)] = null;
        }
    }

    private static int place(long connection) {
        return (int) connection & (KNOWN_CONNECTIONS - 1);
    }

    private void add(int count, long amount) {
        set(count, counts[PADDING + count] + amount);
    }

    private void set(int count, long value) {
        COUNT.setRelease(counts, PADDING + count, value);
    }

    private long get(int count) {
        return (long) COUNT.getAcquire(counts, PADDING + count);
    }
}
