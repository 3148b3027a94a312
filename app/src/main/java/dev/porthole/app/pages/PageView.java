package dev.porthole.app.pages;

import dev.porthole.app.requests.LogMatcher;
import dev.porthole.app.requests.RequestFilter;
import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page loads in a log. Each look takes in what has come since the last one, but no more than it can in a
 * moment: when far more is waiting, what is older is left out, and told. Used by one thread at a time.
 */
final class PageView {

    /** How many requests one look takes in. */
    static final int MOST_AT_ONCE = 20_000;

    private static final int CHUNK = 5_000;
    private static final int MOST_WAITING = 100_000;
    private static final int MOST_UNFINISHED = 10_000;

    private final EventLog log;
    private final LogMatcher matcher;
    private PageGrouping grouping = new PageGrouping();
    private final List<Unfinished> unfinished = new ArrayList<>();
    private final Set<Long> expanded = new HashSet<>();
    private RequestFilter filter = RequestFilter.EVERYTHING;
    private boolean paused;
    /** The last request to be shown while paused. */
    private long last = Long.MAX_VALUE;
    private boolean severalClients;
    private @Nullable String onlyClient;
    private long next = 1;
    private long leftOut;
    private long seenNewest = -1;
    private boolean dirty = true;

    private record Unfinished(PagePart part, PageGrouping.Place place) {}

    /**
     * What is to be shown.
     *
     * @param items cards, the newest first, and below those that are opened their requests
     * @param grouped how many requests have been put into cards since the view was cleared
     * @param cards how many cards there are, hidden by the filter or not
     * @param leftOut how many requests came too fast to be grouped
     * @param waiting how many came since the view was paused
     * @param severalClients whether they came from more than one address
     */
    record Snapshot(
            List<PageItem> items, long grouped, int cards, long leftOut, long waiting, boolean severalClients) {

        static final Snapshot NOTHING = new Snapshot(List.of(), 0, 0, 0, 0, false);
    }

    PageView(EventLog log) {
        this.log = log;
        this.matcher = new LogMatcher(log);
    }

    /** Marks what a filter finds, and hides the cards in which it finds nothing. */
    void setFilter(RequestFilter newFilter) {
        if (!filter.equals(newFilter)) {
            filter = newFilter;
            if (isFiltered()) {
                grouping.loads().forEach(load -> load.match(this::matches));
            }
            dirty = true;
        }
    }

    /** Takes in nothing that comes from now on, or goes on. */
    void setPaused(boolean pause) {
        if (paused != pause) {
            paused = pause;
            last = pause ? log.newestNumber() : Long.MAX_VALUE;
            dirty = true;
        }
    }

    /** Shows the requests of a card, or hides them. */
    void setExpanded(long id, boolean expand) {
        dirty |= expand ? expanded.add(id) : expanded.remove(id);
    }

    /** Forgets what came until now. */
    void clear() {
        next = log.newestNumber() + 1;
        grouping = new PageGrouping();
        unfinished.clear();
        expanded.clear();
        leftOut = 0;
        severalClients = false;
        onlyClient = null;
        dirty = true;
    }

    /** Makes the next look give everything, also when nothing happened. */
    void showAgain() {
        dirty = true;
    }

    /** Takes in what happened; null when nothing did. */
    @Nullable Snapshot look() {
        long newest = log.newestNumber();
        dirty |= finish();
        read(Math.min(newest, last));
        if (newest != seenNewest) {
            seenNewest = newest;
            dirty = true;
        }
        if (!dirty) {
            return null;
        }
        dirty = false;
        return new Snapshot(
                items(), grouped(), grouping.loads().size(), leftOut, Math.max(0, newest - next + 1), severalClients);
    }

    private void read(long newest) {
        long oldest = log.oldestNumber();
        if (next > newest) {
            return;
        }
        long from = newest - next >= MOST_WAITING ? newest - MOST_AT_ONCE + 1 : next;
        skipTo(Math.max(from, oldest));
        long until = Math.min(newest, next + MOST_AT_ONCE - 1);
        List<Exchange> found;
        do {
            found = log.exchangesFrom(next, (int) Math.min(CHUNK, until - next + 1));
            found.forEach(this::add);
        } while (!found.isEmpty() && next <= until);
    }

    private void skipTo(long number) {
        if (number > next) {
            leftOut += number - next;
            next = number;
            dirty = true;
        }
    }

    private void add(Exchange exchange) {
        skipTo(exchange.number());
        next++;
        PagePart part = PagePart.of(exchange, client(exchange));
        PageGrouping.Place place =
                grouping.add(part, RequestFields.read(exchange.request().http1Head()));
        if (part.answer() == null && unfinished.size() < MOST_UNFINISHED) {
            unfinished.add(new Unfinished(part, place));
        }
        match(place, part);
        dirty = true;
    }

    private boolean finish() {
        int before = unfinished.size();
        long oldest = log.oldestNumber();
        unfinished.removeIf(one -> {
            long number = one.part().number();
            Exchange exchange = log.isFinished(number) ? log.exchange(number) : null;
            if (exchange == null || exchange.response() == null) {
                return number < oldest;
            }
            PagePart part = PagePart.of(exchange, one.part().client());
            grouping.finish(one.place(), part);
            match(one.place(), part);
            return true;
        });
        return unfinished.size() != before;
    }

    private void match(PageGrouping.Place place, PagePart part) {
        if (isFiltered()) {
            place.load().match(place.index(), matches(part.number()));
        }
    }

    private boolean matches(long number) {
        return matcher.matches(filter, number);
    }

    private boolean isFiltered() {
        return !filter.isEverything();
    }

    private long grouped() {
        long requests = grouping.droppedRequests();
        for (PageLoad load : grouping.loads()) {
            requests += load.requests();
        }
        return requests;
    }

    private List<PageItem> items() {
        boolean filtered = isFiltered();
        List<PageItem> items = new ArrayList<>();
        Set<Long> stillThere = new HashSet<>();
        List<PageLoad> newestFirst = List.copyOf(grouping.loads()).reversed();
        for (PageLoad load : newestFirst) {
            boolean open = expanded.contains(load.id());
            if (open) {
                stillThere.add(load.id());
            }
            if (filtered && !load.hasMatch()) {
                continue;
            }
            PageCard card = load.card(filtered);
            items.add(new PageItem.Card(card, open));
            for (int i = 0; open && i < card.parts().size(); i++) {
                items.add(new PageItem.Row(card, card.parts().get(i), !filtered || card.matching().get(i)));
            }
        }
        expanded.retainAll(stillThere);
        return List.copyOf(items);
    }

    private String client(Exchange exchange) {
        ConnectionActivity connection = exchange.connection();
        InetAddress address = connection == null ? null : connection.client().getAddress();
        if (address == null) {
            return "";
        }
        String client = address.getHostAddress();
        if (onlyClient == null) {
            onlyClient = client;
        }
        severalClients |= !client.equals(onlyClient);
        return client;
    }
}
