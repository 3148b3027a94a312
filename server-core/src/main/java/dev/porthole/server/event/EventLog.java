package dev.porthole.server.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one server: exact counters for ever, the newest rows up to a fixed number, and every open
 * connection. Event loops write without ever waiting; any thread may read at any time. Serves one server
 * object, whose request numbers are the places in the log.
 *
 * <p>Heads are kept within a budget. One that has come before, and is known as such, is kept once and counts
 * for the request with which it first came; those that keep coming are at most 4 MiB beside the budget.
 */
public final class EventLog implements EventSink {

    /** How many exchanges are kept unless told otherwise. */
    public static final int DEFAULT_ROWS = 100_000;

    /**
     * How many characters are kept of a method, a target, a version and the fact behind a status. Longer ones
     * end in an ellipsis; the heads have them whole.
     */
    public static final int LONGEST_TEXT = 512;

    /** How many closed connections are kept; open ones always are. */
    public static final int CLOSED_CONNECTIONS = 10_000;

    /** How many bytes of heads are kept by default. Older rows then stay without theirs. */
    public static final long DEFAULT_HEAD_BYTES = 48L << 20;

    private static final int STATUS_CLASSES = 5;

    private final int capacity;
    private final RowRing rows;
    private final CommonHeads commonHeads = new CommonHeads();
    private final long headBudget;
    private final AtomicLong headBytes = new AtomicLong();
    private final AtomicLong oldestWithHead = new AtomicLong(1);

    private final ConcurrentHashMap<Long, ConnectionActivity> open = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<@Nullable ConnectionActivity> closed =
            new AtomicReferenceArray<>(CLOSED_CONNECTIONS);
    private final AtomicLong closedCount = new AtomicLong();
    /** One for each reason, made at once and never changed, so that any thread may look one up. */
    private final Map<CloseReason, LongAdder> endings = new EnumMap<>(CloseReason.class);
    private final LongAdder closedUsed = new LongAdder();
    private final LongAdder closedReused = new LongAdder();
    private final LongAccumulator mostOpen = new LongAccumulator(Long::max, 0);

    private final List<Tally> tallies = new CopyOnWriteArrayList<>();
    @SuppressWarnings("ThreadLocalUsage") // Of each log, a thread has a tally of its own.
    private final ThreadLocal<Tally> ownTally = ThreadLocal.withInitial(this::newTally);
    private final LongAdder connections = new LongAdder();
    private final LongAdder acceptPauses = new LongAdder();
    private volatile @Nullable AcceptPaused lastPause;

    /** A log with the default sizes. */
    public EventLog() {
        this(DEFAULT_ROWS, DEFAULT_HEAD_BYTES);
    }

    /**
     * A log of a chosen size.
     *
     * @param rowCapacity how many exchanges are kept, at least 1 and at most 2^30
     * @param headBudget how many bytes of request and response heads are kept, at least 0
     */
    public EventLog(int rowCapacity, long headBudget) {
        if (rowCapacity < 1 || rowCapacity > 1 << 30 || headBudget < 0) {
            throw new IllegalArgumentException("a log keeps at least one row");
        }
        this.capacity = rowCapacity;
        this.rows = new RowRing(rowCapacity);
        this.headBudget = headBudget;
        for (CloseReason reason : CloseReason.values()) {
            endings.put(reason, new LongAdder());
        }
    }

    @Override
    public void accept(ServerEvent event) {
        switch (event) {
            case RequestReceived received -> requestReceived(received);
            case ResponseFinished finished -> responseFinished(finished);
            case ConnectionOpened opened -> connectionOpened(opened);
            case ConnectionSecured secured -> {
                ConnectionActivity connection = open.get(secured.connection());
                if (connection != null) {
                    connection.secured();
                }
            }
            case ConnectionClosed ended -> connectionClosed(ended);
            case AcceptPaused paused -> {
                acceptPauses.increment();
                lastPause = paused;
            }
        }
    }

    /** {@return the counts at this moment} While traffic flows, one may be a few events ahead of another. */
    public Counters counters() {
        long requests = 0;
        long sentBytes = 0;
        long newest = 0;
        long responses = 0;
        long[] byClass = new long[STATUS_CLASSES + 1];
        for (Tally tally : tallies) {
            requests += tally.requests();
            sentBytes += tally.sentBytes();
            newest = Math.max(newest, tally.newest());
            for (int statusClass = 1; statusClass <= STATUS_CLASSES; statusClass++) {
                byClass[statusClass] += tally.responses(statusClass);
                responses += tally.responses(statusClass);
            }
        }
        return new Counters(
                connections.sum(), open.size(), requests, responses,
                byClass[1], byClass[2], byClass[3], byClass[4], byClass[5],
                sentBytes, Math.max(0, newest - capacity), acceptPauses.sum());
    }

    /**
     * The time under which the given share of all answers took, first byte in to last byte out.
     *
     * @param percentile 0 to 100
     * @return nanoseconds, to two significant digits
     */
    public long latencyNanos(double percentile) {
        return LatencyCounts.percentile(latencies(), percentile);
    }

    /** {@return a new reader of how long answers take, whose first look gives everything so far} */
    public LatencyReader latencyReader() {
        return new LatencyReader(this::latencies);
    }

    /** {@return how many exchanges the log can hold} */
    public int capacity() {
        return capacity;
    }

    /** {@return the number of the newest request, or 0 when there was none} */
    public long newestNumber() {
        long newest = 0;
        for (Tally tally : tallies) {
            newest = Math.max(newest, tally.newest());
        }
        return newest;
    }

    /** {@return the number of the oldest request that is still kept (1 when there was none)} */
    public long oldestNumber() {
        return Math.max(1, newestNumber() - capacity + 1);
    }

    /**
     * {@return the exchange with this number, or null when it is dropped, or not yet there}
     *
     * @param number from 1, in the order of arrival
     */
    public @Nullable Exchange exchange(long number) {
        return number < oldestNumber() ? null : rows.read(number);
    }

    /**
     * {@return whether the request with this number is still kept, and finished}
     *
     * @param number from 1, in the order of arrival
     */
    public boolean isFinished(long number) {
        return number >= oldestNumber() && rows.isFinished(number);
    }

    /**
     * {@return the exchanges from a number on, in order and without gaps, up to a limit} Rows dropped meanwhile are
     * skipped; it stops before a row that another event loop is just about to write.
     *
     * @param first the lowest number that is wanted; an older one than is kept is no error
     * @param limit how many at most
     */
    public List<Exchange> exchangesFrom(long first, int limit) {
        List<Exchange> found = new ArrayList<>();
        long last = newestNumber();
        for (long number = Math.max(first, oldestNumber()); number <= last && found.size() < limit; number++) {
            Exchange exchange = rows.read(number);
            if (exchange != null) {
                found.add(exchange);
            } else if (!rows.isGone(number)) {
                break;
            }
        }
        return found;
    }

    /** {@return a reader of rows that makes no object for each of them} */
    public RowCursor cursor() {
        return new RowCursor(rows);
    }

    /** {@return open connections, and the newest closed ones, in the order in which they were opened} */
    public List<ConnectionActivity> connections() {
        List<ConnectionActivity> all = new ArrayList<>(open.values());
        for (int i = 0; i < closed.length(); i++) {
            ConnectionActivity ended = closed.getAcquire(i);
            if (ended != null) {
                all.add(ended);
            }
        }
        all.sort(Comparator.comparingLong(ConnectionActivity::number));
        return all;
    }

    /** {@return how connections were used and ended, over all of them; looks at each that is open} */
    public ConnectionTotals connectionTotals() {
        Map<CloseReason, Long> ended = new EnumMap<>(CloseReason.class);
        endings.forEach((reason, count) -> {
            if (count.sum() > 0) {
                ended.put(reason, count.sum());
            }
        });
        long used = closedUsed.sum();
        long reused = closedReused.sum();
        for (ConnectionActivity connection : open.values()) {
            used += connection.requests() > 0 ? 1 : 0;
            reused += connection.requests() > 1 ? 1 : 0;
        }
        return new ConnectionTotals(
                connections.sum(), open.size(), mostOpen.get(), used, reused, counters().requests(), ended);
    }

    /** {@return the last time that no connection could be accepted, or null} */
    public @Nullable AcceptPaused lastAcceptPause() {
        return lastPause;
    }

    /** For how many threads at most there are counts at this moment. */
    int threads() {
        return tallies.size();
    }

    private List<LatencyCounts> latencies() {
        return tallies.stream().map(Tally::latencies).toList();
    }

    /** A tally for the calling thread: that of a thread that has ended, or a new one. */
    private Tally newTally() {
        synchronized (tallies) {
            Thread thread = Thread.currentThread();
            for (Tally tally : tallies) {
                if (!tally.owner().isAlive()) {
                    tally.inherit(thread);
                    return tally;
                }
            }
            Tally tally = new Tally(thread);
            tallies.add(tally);
            return tally;
        }
    }

    private void connectionOpened(ConnectionOpened opened) {
        connections.increment();
        ConnectionActivity activity = new ConnectionActivity(opened);
        open.put(opened.connection(), activity);
        mostOpen.accumulate(open.size());
        ownTally.get().remember(activity);
    }

    private void requestReceived(RequestReceived received) {
        Tally tally = ownTally.get();
        ConnectionActivity connection = connection(tally, received.connection());
        if (connection != null) {
            connection.requestReceived(received);
        }
        String text = received.headText();
        String common = commonHeads.find(text);
        int bytes = common == null ? text.length() : 0;
        int freed = rows.receive(received, connection, common == null ? text : common, bytes);
        // Counted last: who has seen the count finds the row.
        tally.requestReceived(received.number());
        if (freed != RowBlock.NOT_KEPT && bytes + freed > 0) {
            headsChanged(text, bytes, freed);
        }
    }

    private void responseFinished(ResponseFinished finished) {
        Tally tally = ownTally.get();
        ConnectionActivity connection = connection(tally, finished.connection());
        if (connection != null) {
            connection.responseFinished(finished);
        }
        String text = finished.headText();
        String common = commonHeads.find(text);
        int bytes = common == null ? text.length() : 0;
        boolean kept = rows.finish(finished, common == null ? text : common, bytes);
        tally.responseFinished(finished.status(), finished.sentBytes(), finished.timing().totalNanos());
        if (kept && bytes > 0) {
            headsChanged(text, bytes, 0);
        }
    }

    private @Nullable ConnectionActivity connection(Tally tally, long number) {
        ConnectionActivity connection = tally.recall(number);
        return connection == null ? findConnection(tally, number) : connection;
    }

    private @Nullable ConnectionActivity findConnection(Tally tally, long number) {
        ConnectionActivity connection = open.get(number);
        if (connection != null) {
            tally.remember(connection);
        }
        return connection;
    }

    private void connectionClosed(ConnectionClosed event) {
        ownTally.get().forget(event.connection());
        ConnectionActivity connection = open.remove(event.connection());
        if (connection != null) {
            connection.close(event);
            Objects.requireNonNull(endings.get(event.reason())).increment();
            if (connection.requests() > 0) {
                closedUsed.increment();
            }
            if (connection.requests() > 1) {
                closedReused.increment();
            }
            closed.setRelease((int) (closedCount.getAndIncrement() % closed.length()), connection);
        }
    }

    private void headsChanged(String added, int bytes, int freed) {
        if (bytes > 0) {
            commonHeads.enter(added);
        }
        long total = headBytes.addAndGet(bytes - freed);
        while (total > headBudget) {
            long number = oldestWithHead.get();
            long newest = newestNumber();
            if (number > newest) {
                return;
            }
            long oldest = Math.max(1, newest - rows.size() + 1);
            if (number < oldest) {
                oldestWithHead.compareAndSet(number, oldest);
            } else if (oldestWithHead.compareAndSet(number, number + 1)) {
                headBytes.addAndGet(-rows.dropHeads(number));
            }
            total = headBytes.get();
        }
    }
}
