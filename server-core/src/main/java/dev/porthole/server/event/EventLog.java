package dev.porthole.server.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one server: exact counters for ever, the newest rows up to a fixed number, and every open
 * connection. Event loops write without ever waiting; any thread may read at any time. Serves one server
 * object, whose request numbers are the places in the log.
 */
public final class EventLog implements EventSink {

    /** How many exchanges are kept unless told otherwise. */
    public static final int DEFAULT_ROWS = 100_000;

    /** How many closed connections are kept; open ones always are. */
    public static final int CLOSED_CONNECTIONS = 10_000;

    /** How many bytes of heads are kept by default. Older rows then stay without theirs. */
    public static final long DEFAULT_HEAD_BYTES = 48L << 20;

    /** A response head is about this long; counting an estimate keeps the bookkeeping in one place. */
    private static final int RESPONSE_HEAD_ESTIMATE = 400;

    private static final long LONGEST_LATENCY_MICROS = 3_600_000_000L;

    private final AtomicReferenceArray<@Nullable Exchange> rows;
    private final AtomicLong newest = new AtomicLong();
    private final long headBudget;
    private final AtomicLong headBytes = new AtomicLong();
    private final AtomicLong oldestWithHead = new AtomicLong(1);

    private final ConcurrentHashMap<Long, ConnectionActivity> open = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<@Nullable ConnectionActivity> closed =
            new AtomicReferenceArray<>(CLOSED_CONNECTIONS);
    private final AtomicLong closedCount = new AtomicLong();

    private final LongAdder connections = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder[] statusClasses = new LongAdder[6];
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder acceptPauses = new LongAdder();
    private final ConcurrentHistogram latencyMicros = new ConcurrentHistogram(LONGEST_LATENCY_MICROS, 2);
    private volatile @Nullable AcceptPaused lastPause;

    /** A log with the default sizes. */
    public EventLog() {
        this(DEFAULT_ROWS, DEFAULT_HEAD_BYTES);
    }

    /**
     * A log of a chosen size.
     *
     * @param rowCapacity how many exchanges are kept, at least 1
     * @param headBudget how many bytes of request and response heads are kept, at least 0
     */
    public EventLog(int rowCapacity, long headBudget) {
        if (rowCapacity < 1 || headBudget < 0) {
            throw new IllegalArgumentException("a log keeps at least one row");
        }
        this.rows = new AtomicReferenceArray<>(rowCapacity);
        this.headBudget = headBudget;
        for (int i = 0; i < statusClasses.length; i++) {
            statusClasses[i] = new LongAdder();
        }
    }

    @Override
    public void accept(ServerEvent event) {
        switch (event) {
            case ConnectionOpened opened -> connectionOpened(opened);
            case RequestReceived received -> requestReceived(received);
            case ResponseFinished finished -> responseFinished(finished);
            case ConnectionClosed ended -> connectionClosed(ended);
            case AcceptPaused paused -> {
                acceptPauses.increment();
                lastPause = paused;
            }
        }
    }

    /** The counts at this moment. While traffic flows, one may be a few events ahead of another. */
    public Counters counters() {
        long responses = 0;
        for (LongAdder statusClass : statusClasses) {
            responses += statusClass.sum();
        }
        return new Counters(
                connections.sum(),
                open.size(),
                requests.sum(),
                responses,
                statusClasses[1].sum(),
                statusClasses[2].sum(),
                statusClasses[3].sum(),
                statusClasses[4].sum(),
                statusClasses[5].sum(),
                sentBytes.sum(),
                Math.max(0, newest.get() - rows.length()),
                acceptPauses.sum());
    }

    /**
     * The time under which the given share of all answers took, first byte in to last byte out.
     *
     * @param percentile 0 to 100
     * @return nanoseconds, to two significant digits
     */
    public long latencyNanos(double percentile) {
        return latencyMicros.getTotalCount() == 0
                ? 0
                : latencyMicros.getValueAtPercentile(percentile) * 1_000;
    }

    /** How many exchanges the log can hold. */
    public int capacity() {
        return rows.length();
    }

    /** The number of the newest request, or 0 when there was none. */
    public long newestNumber() {
        return newest.get();
    }

    /** The number of the oldest request that is still kept (1 when there was none). */
    public long oldestNumber() {
        return Math.max(1, newest.get() - rows.length() + 1);
    }

    /** The exchange with this number, or null when it is dropped, or not yet there. */
    public @Nullable Exchange exchange(long number) {
        if (number < 1) {
            return null;
        }
        Exchange exchange = rows.getAcquire(slot(number));
        return exchange != null && exchange.number() == number ? exchange : null;
    }

    /**
     * The exchanges from a number on, in order and without gaps, up to a limit. Rows dropped meanwhile are
     * skipped at the start; it stops before a row that another event loop is just about to write.
     */
    public List<Exchange> exchangesFrom(long first, int limit) {
        List<Exchange> found = new ArrayList<>();
        long last = newest.get();
        for (long number = Math.max(first, oldestNumber()); number <= last && found.size() < limit; number++) {
            Exchange exchange = exchange(number);
            if (exchange != null) {
                found.add(exchange);
            } else if (number >= oldestNumber()) {
                break;
            }
        }
        return found;
    }

    /** Open connections, and the newest closed ones, in the order in which they were opened. */
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

    /** The last time that no connection could be accepted, or null. */
    public @Nullable AcceptPaused lastAcceptPause() {
        return lastPause;
    }

    private void connectionOpened(ConnectionOpened opened) {
        connections.increment();
        open.put(opened.connection(), new ConnectionActivity(opened));
    }

    private void requestReceived(RequestReceived received) {
        requests.increment();
        ConnectionActivity connection = open.get(received.connection());
        if (connection != null) {
            connection.requestReceived(received);
        }
        Exchange exchange = new Exchange(received, connection);
        // A loop that was held up for as long as it takes to fill the log must not replace a newer row.
        Exchange overwritten = rows.getAndUpdate(slot(received.number()),
                there -> there == null || there.number() < exchange.number() ? exchange : there);
        newest.accumulateAndGet(received.number(), Math::max);
        if (overwritten != null) {
            releaseHeads(overwritten);
        }
        keepWithinBudget(received.headText().length());
    }

    private void responseFinished(ResponseFinished finished) {
        statusClasses[finished.status() / 100].increment();
        sentBytes.add(finished.sentBytes());
        latencyMicros.recordValue(
                Math.min(LONGEST_LATENCY_MICROS, Math.max(1, finished.timing().totalNanos() / 1_000)));
        ConnectionActivity connection = open.get(finished.connection());
        if (connection != null) {
            connection.responseFinished(finished);
        }
        Exchange exchange = exchange(finished.number());
        if (exchange != null) {
            exchange.finish(finished);
        }
    }

    private void connectionClosed(ConnectionClosed event) {
        ConnectionActivity connection = open.remove(event.connection());
        if (connection != null) {
            connection.close(event);
            closed.setRelease((int) (closedCount.getAndIncrement() % closed.length()), connection);
        }
    }

    private void keepWithinBudget(int added) {
        long total = headBytes.addAndGet(added + RESPONSE_HEAD_ESTIMATE);
        while (total > headBudget) {
            long number = oldestWithHead.get();
            if (number > newest.get()) {
                return;
            }
            long oldest = oldestNumber();
            if (number < oldest) {
                oldestWithHead.compareAndSet(number, oldest);
                continue;
            }
            if (oldestWithHead.compareAndSet(number, number + 1)) {
                Exchange exchange = exchange(number);
                if (exchange != null) {
                    releaseHeads(exchange);
                }
            }
            total = headBytes.get();
        }
    }

    private void releaseHeads(Exchange exchange) {
        int released = exchange.dropHeads();
        if (released > 0) {
            headBytes.addAndGet(-(released + RESPONSE_HEAD_ESTIMATE));
        }
    }

    private int slot(long number) {
        return (int) (number % rows.length());
    }
}
