package dev.porthole.app.requests;

import dev.porthole.server.event.Counters;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The part of a log that a table shows. While following it is a window of the newest matching rows whose
 * size does not grow with the log; once frozen, and always while sorted by a column, it is everything that
 * matched at that moment. Its rows are without heads. Used by one thread at a time.
 */
final class LogView {

    /** How many rows are shown while following. */
    static final int WINDOW = 1_000;

    private static final int MOST_UNDECIDED = 10_000;
    /** So many rows are looked at before asking again whether anybody still wants to know. */
    private static final int ROWS_AT_A_TIME = 4_096;

    private final EventLog log;
    private final RowFacts facts;
    private final SeenValues seen;
    private LongPredicate pins = number -> false;

    private RequestFilter filter = RequestFilter.EVERYTHING;
    private long first = 1;
    /** The next request to look at; 0 when all have to be looked at anew. */
    private long next;
    private long frozenAfter = Long.MAX_VALUE;
    /** In the order in which they came. */
    private List<LogRow> rows = new ArrayList<>();
    private SortOrder order = SortOrder.ARRIVAL;
    /** The rows in the order of the table. */
    private List<LogRow> arranged = List.of();
    private long arrangement;
    private boolean rearranged = true;
    /** The numbers of requests that are still to come, or whose answer decides whether they are shown. */
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
        this.facts = new RowFacts(log, number -> pins.test(number));
        this.seen = new SeenValues(log, facts);
    }

    /** Which requests are pinned, from now on. */
    void setPins(LongPredicate pinned) {
        pins = pinned;
        if (filter.asksFor(FilterKey.PINNED)) {
            rebuild();
        }
    }

    /** The values seen in the rows kept, the most frequent first. */
    List<SeenValues.Seen> values(FilterKey key, String typed, int limit) {
        return seen.values(key, typed, limit, Math.max(first, log.oldestNumber()));
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
        freeze(log.newestNumber());
    }

    /** Shows everything that matches up to the request that was the newest when the user asked for that. */
    void freeze(long newest) {
        if (following()) {
            frozenAfter = Math.max(newest, first - 1);
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
     * Takes in what happened.
     *
     * @param unwanted whether nobody waits for the rows any more: then it stops, and begins again at the next look
     * @return null when nothing happened, or it stopped
     */
    @Nullable Snapshot refresh(BooleanSupplier unwanted) {
        long newest = log.newestNumber();
        Counters counters = log.counters();
        // The number of the newest is not enough: a request with a smaller one may come a moment later.
        if (!dirty
                && newest == seenNewest
                && counters.requests() == seenRequests
                && counters.responses() == seenResponses) {
            return null;
        }
        if (next == 0 || following() && newest - next > log.capacity() / 2) {
            rebuild();
            if (!lookAtAll(newest, unwanted)) {
                rebuild();
                return null;
            }
        } else {
            finishRows();
            decideUndecided();
            lookAtNew(newest);
        }
        seenNewest = newest;
        seenRequests = counters.requests();
        seenResponses = counters.responses();
        dirty = false;
        if (rearranged && !arrange(unwanted)) {
            dirty = true;
            return null;
        }
        long requests = Math.max(0, newest - first + 1);
        return new Snapshot(arranged, arrangement, following(), newRows, requests, facts.severalClients());
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
        next = 0;
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
            int place = LogRow.place(rows, number);
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

    private void decideUndecided() {
        long oldest = log.oldestNumber();
        // What the log has dropped cannot be decided any more.
        undecided.removeIf(number -> number < oldest || decide(number) != Verdict.LATER);
    }

    private Verdict decide(long number) {
        Verdict verdict = facts.judge(filter, number);
        if (verdict == Verdict.YES) {
            take(number);
        }
        return verdict;
    }

    /** Looks at everything kept, until the newest when the look began; tells whether it got to the end. */
    private boolean lookAtAll(long newest, BooleanSupplier unwanted) {
        long oldest = Math.max(first, log.oldestNumber());
        boolean done = following() ? lookBack(newest, oldest, unwanted) : lookAhead(oldest, newest, unwanted);
        next = newest + 1;
        return done;
    }

    /** From the newest on: as soon as the window is full, the older ones need not be looked at. */
    private boolean lookBack(long newest, long oldest, BooleanSupplier unwanted) {
        for (long number = newest; number >= oldest && rows.size() < WINDOW; number--) {
            if (number % ROWS_AT_A_TIME == 0 && unwanted.getAsBoolean()) {
                return false;
            }
            Verdict verdict = facts.judge(filter, number);
            if (verdict == Verdict.YES) {
                LogRow row = row(number);
                if (row != null) {
                    rows.add(row);
                }
            } else if (verdict == Verdict.LATER) {
                later(number);
            }
        }
        Collections.reverse(rows);
        return true;
    }

    private boolean lookAhead(long oldest, long newest, BooleanSupplier unwanted) {
        for (long number = oldest; number <= newest; number++) {
            if (number % ROWS_AT_A_TIME == 0 && unwanted.getAsBoolean()) {
                return false;
            }
            look(number);
        }
        return true;
    }

    /** Up to the newest when the look began: while many come, there would be no end to it. */
    private void lookAtNew(long newest) {
        if (following() && filter.isEverything()) {
            // Only the newest can be seen; the others need not even be looked at.
            next = Math.max(next, newest - WINDOW + 1);
        }
        for (long number = Math.max(next, log.oldestNumber()); number <= newest; number++) {
            look(number);
        }
        next = newest + 1;
        trim();
    }

    private void look(long number) {
        if (decide(number) == Verdict.LATER) {
            later(number);
        }
    }

    private void later(long number) {
        if (undecided.size() < MOST_UNDECIDED) {
            undecided.add(number);
        }
    }

    private void take(long number) {
        boolean late = !order.isArrival() && !rearranged;
        if (number > frozenAfter || late) {
            newRows++;
            return;
        }
        LogRow row = row(number);
        if (row == null) {
            return;
        }
        int place = rows.size();
        while (place > 0 && rows.get(place - 1).number() > number) {
            place--;
        }
        rows.add(place, row);
        rearranged = true;
        if (following() && rows.size() >= 2 * WINDOW) {
            trim();
        }
    }

    /** A copy of a request, or null when the log has just dropped it. */
    private @Nullable LogRow row(long number) {
        Exchange exchange = log.exchange(number);
        if (exchange == null) {
            return null;
        }
        LogRow row = new LogRow(exchange, facts.client(exchange.connection())).withoutHeads();
        if (row.waiting()) {
            waiting.add(number);
        }
        return row;
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
}
