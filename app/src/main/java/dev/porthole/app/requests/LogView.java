package dev.porthole.app.requests;

import dev.porthole.app.requests.RequestFilter.Verdict;
import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.Counters;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of a log that a table shows. While following it is a window of the newest matching rows whose
 * size does not grow with the log; once frozen, and always while sorted by a column, it is everything that
 * matched at that moment. Its rows are without heads. Used by one thread at a time.
 */
final class LogView {

    /** How many rows are shown while following. */
    static final int WINDOW = 1_000;

    private static final int CHUNK = 10_000;
    private static final int MOST_UNDECIDED = 10_000;
    private static final int MOST_CLIENTS = 10_000;

    private final EventLog log;
    private final Map<InetAddress, String> clients = new HashMap<>();
    private boolean severalClients;

    private RequestFilter filter = RequestFilter.EVERYTHING;
    private long first = 1;
    private long next = 1;
    private long frozenAfter = Long.MAX_VALUE;
    /** In the order in which they came. */
    private List<LogRow> rows = new ArrayList<>();
    private SortOrder order = SortOrder.ARRIVAL;
    /** The rows in the order of the table. */
    private List<LogRow> arranged = List.of();
    private long arrangement;
    private boolean rearranged = true;
    /** The numbers of requests whose status decides whether they are shown. */
    private final List<Long> undecided = new ArrayList<>();
    /** The numbers of rows whose answer may still come. */
    private final TreeSet<Long> waiting = new TreeSet<>();
    private long newRows;

    private long seenNewest = -1;
    private long seenRequests = -1;
    private long seenResponses = -1;
    private boolean dirty = true;

    /**
     * What the table is to show now.
     *
     * @param rows the rows in order, not to be changed any more
     * @param arrangement changes when there are other rows or they stand elsewhere; otherwise some are only
     *     finished
     * @param following whether new rows keep coming
     * @param newRows how many matching rows came since the view was frozen
     * @param requests how many requests came since the view was cleared, matching or not
     * @param severalClients whether more than one address has connected
     */
    record Snapshot(
            List<LogRow> rows, long arrangement, boolean following, long newRows, long requests,
            boolean severalClients) {}

    LogView(EventLog log) {
        this.log = log;
    }

    void setFilter(RequestFilter newFilter) {
        if (!filter.equals(newFilter)) {
            filter = newFilter;
            rebuild();
        }
    }

    /** Sorts. In any order but that of arrival the view is frozen: rows must not jump about. */
    void sort(SortOrder newOrder) {
        if (!order.equals(newOrder)) {
            order = newOrder;
            rearranged = true;
            dirty = true;
            if (!order.isArrival()) {
                freeze();
            }
        }
    }

    /** Takes what came since the view was frozen into it. */
    void renew() {
        if (!following()) {
            frozenAfter = Math.max(log.newestNumber(), first - 1);
            rebuild();
        }
    }

    /** Shows everything that matches now, and nothing that comes later. */
    void freeze() {
        if (following()) {
            frozenAfter = Math.max(log.newestNumber(), first - 1);
            rebuild();
        }
    }

    /** Shows the newest rows as they came, now and as they come. */
    void follow() {
        order = SortOrder.ARRIVAL;
        if (!following()) {
            frozenAfter = Long.MAX_VALUE;
            rebuild();
        }
    }

    /** Hides what came until now. */
    void clear() {
        first = log.newestNumber() + 1;
        if (!following()) {
            frozenAfter = first - 1;
        }
        rebuild();
    }

    /** Makes the next look give everything, also when nothing happened: the table has begun anew. */
    void showAgain() {
        dirty = true;
    }

    /** Takes in what happened; null when nothing did. */
    @Nullable Snapshot refresh() {
        return refresh(() -> false);
    }

    /**
     * Takes in what happened; null when nothing did, or when the result is not wanted any more before it is
     * there. The next look then begins where this one stopped.
     */
    @Nullable Snapshot refresh(BooleanSupplier cancelled) {
        long newest = log.newestNumber();
        Counters counters = log.counters();
        // The number of the newest is not enough: a request with a smaller one may come a moment later.
        if (!dirty
                && newest == seenNewest
                && counters.requests() == seenRequests
                && counters.responses() == seenResponses) {
            return null;
        }
        seenNewest = newest;
        seenRequests = counters.requests();
        seenResponses = counters.responses();
        dirty = false;
        finishRows();
        decideUndecided();
        readNewRows(newest);
        if (rearranged && !arrange(cancelled)) {
            dirty = true;
            return null;
        }
        long requests = Math.max(0, newest - first + 1);
        return new Snapshot(arranged, arrangement, following(), newRows, requests, severalClients);
    }

    private boolean arrange(BooleanSupplier cancelled) {
        try {
            arranged = order.isArrival()
                    ? List.copyOf(rows)
                    : new RowSorter(row -> requestHead(row.number()), cancelled).sort(rows, order);
        } catch (CancellationException e) {
            return false;
        }
        rearranged = false;
        arrangement++;
        return true;
    }

    /** The head of a request, or empty when the log does not keep it any more. */
    private String requestHead(long number) {
        Exchange exchange = log.exchange(number);
        return exchange == null ? "" : exchange.request().headText();
    }

    private boolean following() {
        return frozenAfter == Long.MAX_VALUE;
    }

    private void rebuild() {
        rows = new ArrayList<>();
        rearranged = true;
        undecided.clear();
        waiting.clear();
        newRows = 0;
        next = first;
        dirty = true;
    }

    /**
     * The same row with its answer and the heads, or as lost when the log has dropped it before; null when its
     * answer is still to come.
     */
    @Nullable LogRow finished(LogRow row) {
        Exchange exchange = log.isFinished(row.number()) ? log.exchange(row.number()) : null;
        if (exchange != null && exchange.response() != null) {
            return new LogRow(exchange, row.client());
        }
        return row.number() < log.oldestNumber() ? row.dropped() : null;
    }

    private void finishRows() {
        Map<Long, LogRow> ended = new HashMap<>();
        for (long number : waiting) {
            int place = place(number);
            LogRow row = finished(rows.get(place));
            if (row != null) {
                LogRow light = row.withoutHeads();
                rows.set(place, light);
                ended.put(number, light);
            }
        }
        waiting.removeAll(ended.keySet());
        if (!ended.isEmpty() && !rearranged) {
            arranged = arranged.stream().map(row -> ended.getOrDefault(row.number(), row)).toList();
        }
    }

    /** Where the row with this number is, or would be. */
    private int place(long number) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).number() < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void decideUndecided() {
        long oldest = log.oldestNumber();
        undecided.removeIf(number -> {
            Exchange exchange = log.isFinished(number) ? log.exchange(number) : null;
            if (exchange == null) {
                // What the log has dropped cannot be decided any more.
                return number < oldest;
            }
            if (filter.test(exchange, client(exchange)) == Verdict.YES) {
                take(exchange);
            }
            return true;
        });
    }

    /** Up to the newest when the look began: while many come, there would be no end to it. */
    private void readNewRows(long newest) {
        if (following() && filter.isEverything()) {
            // Only the newest can be seen; the others need not even be looked at.
            next = Math.max(next, newest - WINDOW + 1);
        }
        List<Exchange> found;
        do {
            found = log.exchangesFrom(next, CHUNK);
            for (Exchange exchange : found) {
                read(exchange);
            }
        } while (found.size() == CHUNK && next <= newest);
        trim();
    }

    private void read(Exchange exchange) {
        next = exchange.number() + 1;
        switch (filter.test(exchange, client(exchange))) {
            case YES -> take(exchange);
            case LATER -> {
                if (undecided.size() < MOST_UNDECIDED) {
                    undecided.add(exchange.number());
                }
            }
            case NO -> {
                // Not wanted.
            }
        }
    }

    private void take(Exchange exchange) {
        boolean late = !order.isArrival() && !rearranged;
        if (exchange.number() > frozenAfter || late) {
            newRows++;
            return;
        }
        LogRow row = new LogRow(exchange, client(exchange)).withoutHeads();
        if (row.waiting()) {
            waiting.add(row.number());
        }
        int place = rows.size();
        while (place > 0 && rows.get(place - 1).number() > row.number()) {
            place--;
        }
        rows.add(place, row);
        rearranged = true;
        if (rows.size() >= 2 * CHUNK) {
            trim();
        }
    }

    private void trim() {
        int surplus = following() ? rows.size() - WINDOW : 0;
        if (surplus > 0) {
            List<LogRow> leaving = rows.subList(0, surplus);
            waiting.headSet(rows.get(surplus).number()).clear();
            leaving.clear();
            rearranged = true;
        }
    }

    private String client(Exchange exchange) {
        ConnectionActivity connection = exchange.connection();
        InetAddress address = connection == null ? null : connection.client().getAddress();
        if (address == null) {
            return "";
        }
        if (clients.size() > MOST_CLIENTS) {
            clients.clear();
        }
        String text = clients.computeIfAbsent(address, InetAddress::getHostAddress);
        severalClients |= clients.size() > 1;
        return text;
    }
}
