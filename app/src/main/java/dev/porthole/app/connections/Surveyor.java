package dev.porthole.app.connections;

import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one log for the table of connections. What it costs depends on how much is new and how much is in sight, not
 * on how much there has been. For one thread.
 */
final class Surveyor {

    /** How many connections are listed. */
    static final int MOST_LISTED = 1_000;

    /** How many requests of a connection are listed in its details. */
    static final int MOST_REQUESTS = 200;

    /** So many requests may be under way at once on a connection of HTTP/2. */
    private static final int MOST_AT_ONCE = 100;

    private final EventLog log;
    private final RequestSpans spans;
    private List<ConnectionActivity> listed = List.of();
    private @Nullable ConnectionActivity chosen;
    private List<Exchange> chosenRequests = List.of();

    Surveyor(EventLog log) {
        this.log = log;
        this.spans = new RequestSpans(log);
    }

    Survey survey(Survey.Wish wish, Instant now) {
        spans.update();
        List<ConnectionActivity> all = log.connections();
        long newer = 0;
        if (wish.held() && !listed.isEmpty()) {
            long newest = listed.stream().mapToLong(ConnectionActivity::number).max().orElse(0);
            newer = all.stream().filter(one -> one.number() > newest).count();
        } else {
            listed = openOnesFirst(all);
        }
        TimeAxis axis = axis(wish, all, now);
        Map<Long, Lane> lanes = new HashMap<>();
        for (int i = Math.max(0, wish.first()); i <= wish.last() && i < listed.size(); i++) {
            ConnectionActivity one = listed.get(i);
            lanes.put(one.number(), lane(one, axis));
        }
        List<ConnectionRow> rows = listed.stream().map(one -> ConnectionRow.of(one, now)).toList();
        Survey.Details details = details(wish.chosen(), all, now);
        return new Survey(log.connectionTotals(), rows, newer, axis, lanes, details);
    }

    /** Those that are open, then those that have ended, the newest of each first. */
    private static List<ConnectionActivity> openOnesFirst(List<ConnectionActivity> all) {
        List<ConnectionActivity> open = new ArrayList<>();
        List<ConnectionActivity> ended = new ArrayList<>();
        for (ConnectionActivity one : all.reversed()) {
            List<ConnectionActivity> kind = one.closed() == null ? open : ended;
            if (kind.size() < MOST_LISTED) {
                kind.add(one);
            }
        }
        open.addAll(ended.subList(0, Math.min(ended.size(), MOST_LISTED - open.size())));
        return open;
    }

    private static TimeAxis axis(Survey.Wish wish, List<ConnectionActivity> all, Instant now) {
        long end = wish.until() == 0 ? TimeAxis.nanos(now) : wish.until();
        long length = wish.range().nanos();
        if (wish.range() == AxisRange.ALL) {
            long first = all.isEmpty() ? end : TimeAxis.nanos(all.getFirst().openedAt());
            length = Math.max(end - first, AxisRange.TEN_SECONDS.nanos());
            // A little room before the first one, so that its beginning can be seen.
            length += length / 50;
        }
        return TimeAxis.endingAt(end, length, Math.max(1, wish.steps()));
    }

    private Lane lane(ConnectionActivity connection, TimeAxis axis) {
        ConnectionClosed closed = connection.closed();
        long end = closed == null ? axis.to() : TimeAxis.nanos(closed.at());
        Lane.Builder blocks = new Lane.Builder(axis);
        int[] gone = {0};
        spans.visit(connection.number(), (number, from, to, status, blocked) -> {
            if (to != 0 && to < axis.from()) {
                // In HTTP/2, one that began before others may end after them.
                gone[0]++;
                return gone[0] < MOST_AT_ONCE;
            }
            if (from <= axis.to()) {
                blocks.add(number, from, to == 0 ? Math.max(from, end) : to, status, blocked);
            }
            return true;
        });
        return new Lane(
                TimeAxis.nanos(connection.openedAt()), end, closed == null ? null : closed.reason(),
                blocks.oldestFirst());
    }

    private Survey.@Nullable Details details(long number, List<ConnectionActivity> all, Instant now) {
        ConnectionActivity one = chosen;
        if (one == null || one.number() != number) {
            one = all.stream().filter(each -> each.number() == number).findAny().orElse(null);
            chosen = one;
            chosenRequests = List.of();
        }
        if (one == null) {
            return null;
        }
        List<Long> numbers = new ArrayList<>();
        spans.visit(number, (request, from, to, status, blocked) -> {
            numbers.add(request);
            return numbers.size() < MOST_REQUESTS;
        });
        if (!isUpToDate(numbers)) {
            List<Exchange> found = new ArrayList<>();
            for (long request : numbers) {
                Exchange exchange = log.exchange(request);
                if (exchange != null) {
                    found.add(exchange);
                }
            }
            chosenRequests = List.copyOf(found);
        }
        return new Survey.Details(ConnectionRow.of(one, now), chosenRequests);
    }

    private boolean isUpToDate(List<Long> numbers) {
        return chosenRequests.stream().allMatch(one -> one.response() != null)
                && chosenRequests.stream().map(Exchange::number).toList().equals(numbers);
    }
}
