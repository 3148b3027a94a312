package dev.porthole.app.requests;

import dev.porthole.app.platform.Threads;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The table of requests. Rows are chosen off the thread of the window; each result carries the number of
 * the wish it answers, and one that answers an older wish is dropped.
 */
public final class RequestsViewModel {

    /** When so many requests come from one look to the next, all rows in sight are others each time. */
    private static final int MORE_THAN_ANYONE_READS = 200;
    /** The table then changes some seven times a second: drawing it oftener only takes time from the server. */
    private static final int BEATS_TO_REST = 2;

    private final Threads threads;
    private final Map<EventLog, LogView> views = new HashMap<>();
    private final ReadOnlyObjectWrapper<List<LogRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final StringProperty filterText = new SimpleStringProperty("");
    private final ObjectProperty<StatusClass> statusClass = new SimpleObjectProperty<>(StatusClass.ALL);
    private ReadFilter readFilter = new ReadFilter("", StatusClass.ALL, RequestFilter.EVERYTHING);
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper severalClients = new ReadOnlyBooleanWrapper();
    private final ReadOnlyLongWrapper newRows = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper requests = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper clears = new ReadOnlyLongWrapper();
    private final ObjectProperty<@Nullable LogRow> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<List<LogRow>> selection = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<SortOrder> order = new ReadOnlyObjectWrapper<>(SortOrder.ARRIVAL);
    private final PinnedRows pinned = new PinnedRows();
    private volatile @Nullable EventLog log;
    private long arrangement;

    private final AtomicBoolean onItsWay = new AtomicBoolean();
    private volatile Wish wish = new Wish(0, null);
    private volatile boolean held;
    /** Of the thread that prepares views. */
    private int beatsToRest;
    private long lastRequests;
    /** The selected row and the pinned ones, of those whose answer may still come. */
    private volatile List<LogRow> watched = List.of();

    /** Which view the window wants to see, counted so that answers to an older wish can be told apart. */
    private record Wish(long generation, @Nullable LogView view) {}

    /** A filter with what it was read from: it is asked for at every change of the rows. */
    private record ReadFilter(String text, StatusClass statusClass, RequestFilter filter) {}

    /** An empty table. */
    public RequestsViewModel(Threads threads) {
        this.threads = threads;
        filterText.subscribe((before, now) -> filterChanged());
        statusClass.subscribe((before, now) -> filterChanged());
        selected.subscribe(row -> {
            if (row == null) {
                selection.set(List.of());
            } else if (!contains(selection.get(), row)) {
                selection.set(List.of(row));
            }
            watch();
        });
        pinned.rowsProperty().subscribe(rows -> {
            watch();
            LongPredicate pins = pins();
            ask(wish.view(), view -> view.setPins(pins));
        });
    }

    /** The rows to show, in their order. They are without heads; {@link #requestHead} reads those. */
    public ReadOnlyObjectProperty<List<LogRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** What the user typed to narrow the table. */
    public StringProperty filterTextProperty() {
        return filterText;
    }

    /** The kind of status the table is narrowed to. */
    public ObjectProperty<StatusClass> statusClassProperty() {
        return statusClass;
    }

    /** Whether new rows are shown as they come. */
    public ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /** How many rows came since the table was frozen. */
    public ReadOnlyLongProperty newRowsProperty() {
        return newRows.getReadOnlyProperty();
    }

    /** How many requests came since the table was cleared. */
    public ReadOnlyLongProperty requestsProperty() {
        return requests.getReadOnlyProperty();
    }

    /** How many of those the log still keeps, so that a filter can find them. */
    long kept() {
        EventLog current = log;
        return current == null ? 0 : Math.min(requests.get(), current.capacity());
    }

    /** Counts how often the user has emptied the table. */
    public ReadOnlyLongProperty clearsProperty() {
        return clears.getReadOnlyProperty();
    }

    /** Whether more than one client address has been seen. */
    public ReadOnlyBooleanProperty severalClientsProperty() {
        return severalClients.getReadOnlyProperty();
    }

    /** The row whose details are shown, with its heads if the log still keeps them, or null. */
    public ObjectProperty<@Nullable LogRow> selectedProperty() {
        return selected;
    }

    /** What the table is narrowed to. */
    public RequestFilter filter() {
        String text = filterText.get();
        StatusClass chosen = statusClass.get();
        if (!readFilter.text.equals(text) || readFilter.statusClass != chosen) {
            readFilter = new ReadFilter(text, chosen, RequestFilter.parse(text, chosen));
        }
        return readFilter.filter;
    }

    /** The selected rows, in the order of the table; empty when the inspector is closed. */
    public ReadOnlyObjectProperty<List<LogRow>> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    /** Selects rows; the details of the leading one are shown. */
    public void select(List<LogRow> chosen, @Nullable LogRow lead) {
        selection.set(chosen);
        selected.set(lead == null ? null : withHeads(lead));
    }

    /** Selects every row that is shown of the requests on one connection. */
    public void selectConnection(long connection) {
        List<LogRow> shown = rows.get();
        LogRow lead = selected.get();
        execute(() -> {
            List<LogRow> found = shown.stream()
                    .filter(row -> row.exchange().request().connection() == connection).toList();
            threads.ui().execute(() -> select(found, lead));
        });
    }

    /** The order of the rows. */
    public ReadOnlyObjectProperty<SortOrder> orderProperty() {
        return order.getReadOnlyProperty();
    }

    /**
     * Sorts everything that matches. In any order but that of arrival the table then stands still;
     * {@link #showNew} takes in what has come since.
     */
    public void sort(SortOrder wanted) {
        if (wanted.equals(order.get())) {
            return;
        }
        if (wanted.isArrival() && selected.get() == null) {
            follow();
            return;
        }
        following.set(false);
        order.set(wanted);
        ask(wish.view(), view -> view.sort(wanted));
    }

    /** Shows what came since the table stood still: sorted, or by following again. */
    public void showNew() {
        if (order.get().isArrival()) {
            follow();
        } else {
            newRows.set(0);
            ask(wish.view(), LogView::renew);
        }
    }

    /** Rows that are kept, whatever the filter says and the log drops. */
    public PinnedRows pinned() {
        return pinned;
    }

    /** Pins the selected rows; if all of them are pinned already, takes the pins away. */
    public void togglePins() {
        List<LogRow> chosen = selection.get();
        if (chosen.stream().allMatch(row -> pinned.contains(row.number()))) {
            pinned.remove(chosen);
        } else {
            // No more are read from the log than can be pinned at all.
            pinned.add(chosen.stream().filter(row -> !pinned.contains(row.number()))
                    .limit(PinnedRows.MOST).map(this::withHeads).toList());
        }
    }

    /**
     * Counts the arrangements of the rows. As long as it stays the same, the same rows stand in the same places,
     * and new lists differ only in rows that have been finished.
     */
    public long arrangement() {
        return arrangement;
    }

    /** The head of a row's request as received; empty when it is not kept any more. Any thread. */
    public String requestHead(LogRow row) {
        return withHeads(row).exchange().request().headText();
    }

    /** Lets nothing in the table move, for example while a menu is open on it. */
    public void hold(boolean still) {
        held = still;
    }

    /** Whether anything is filtered away. */
    public boolean isFiltered() {
        return !filter().isEverything();
    }

    /** The log that is shown, if there is one. */
    public Optional<EventLog> log() {
        return Optional.ofNullable(log);
    }

    /** Whether the filter of this moment lets an exchange of the shown log through. Good on any one thread. */
    public Predicate<Exchange> shown() {
        EventLog current = log;
        if (current == null) {
            return exchange -> false;
        }
        RequestFilter filter = filter();
        RowFacts facts = new RowFacts(current, pins());
        return exchange -> facts.judge(filter, exchange.number()) == Verdict.YES;
    }

    /** The numbers of the selected requests. */
    public Set<Long> selectedNumbers() {
        return selection.get().stream().map(LogRow::number).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Narrows the table to a term, in the place of other values of the same.
     *
     * @param term for example what {@link FilterKey#termFor} gives
     */
    public void showOnly(String term) {
        filterText.set(FilterText.showOnly(filterText.get(), term));
    }

    /** Leaves out what a term finds. */
    public void hide(String term) {
        filterText.set(FilterText.hide(filterText.get(), term));
    }

    /**
     * Looks which values the rows have.
     *
     * @param typed what must be found in them
     * @param limit how many at most
     * @param answer given them on the thread of the window, the most frequent first
     */
    void values(FilterKey key, String typed, int limit, Consumer<List<SeenValues.Seen>> answer) {
        LogView view = wish.view();
        if (view != null) {
            execute(() -> {
                List<SeenValues.Seen> values = view.values(key, typed, limit);
                threads.ui().execute(() -> answer.accept(values));
            });
        }
    }

    /** Shows another log; null shows nothing. */
    public void show(@Nullable EventLog shownLog) {
        selected.set(null);
        LogView before = wish.view();
        if (before != null) {
            // What nobody looks at must not keep a hundred thousand rows.
            execute(before::follow);
        }
        log = shownLog;
        order.set(SortOrder.ARRIVAL);
        pinned.show(shownLog);
        rows.set(List.of());
        requests.set(0);
        newRows.set(0);
        following.set(true);
        severalClients.set(false);
        LogView view = shownLog == null ? null : views.computeIfAbsent(shownLog, LogView::new);
        RequestFilter filter = filter();
        LongPredicate pins = pins();
        ask(view, shown -> {
            shown.setPins(pins);
            shown.setFilter(filter);
            shown.follow();
        });
    }

    /** Forgets a log that will not be shown again. */
    public void forget(EventLog gone) {
        views.remove(gone);
        pinned.forget(gone);
    }

    /** Shows everything. */
    public void clearFilter() {
        filterText.set("");
        statusClass.set(StatusClass.ALL);
    }

    /** Stops new rows from coming in; all rows kept can then be scrolled through. */
    public void freeze() {
        if (following.get()) {
            following.set(false);
            EventLog current = log;
            long newest = current == null ? 0 : current.newestNumber();
            ask(wish.view(), view -> view.freeze(newest));
        }
    }

    /** Shows new rows as they come, in the order in which they come. */
    public void follow() {
        if (!following.get()) {
            following.set(true);
            order.set(SortOrder.ARRIVAL);
            newRows.set(0);
            ask(wish.view(), LogView::follow);
        }
    }

    /** Freezes or follows. */
    public void togglePause() {
        if (following.get()) {
            freeze();
        } else {
            follow();
        }
    }

    /** Empties the table; counts in the status bar stay as they are. */
    public void clear() {
        selected.set(null);
        clears.set(clears.get() + 1);
        ask(wish.view(), LogView::clear);
        // Nothing is left to hold still, and what comes next is what the user now wants to see.
        follow();
    }

    /** Looks for news; called on the thread that prepares views. */
    public void beat() {
        if (held || onItsWay.get()) {
            return;
        }
        if (beatsToRest > 0) {
            beatsToRest--;
            return;
        }
        Wish answered = wish;
        LogView view = answered.view();
        if (view == null) {
            return;
        }
        Map<Long, LogRow> ended = new HashMap<>();
        for (LogRow row : watched) {
            LogRow finished = view.finished(row);
            if (finished != null) {
                ended.put(row.number(), finished);
            }
        }
        LogView.Snapshot snapshot = view.refresh(() -> answered.generation() != wish.generation());
        if (snapshot == null && ended.isEmpty()) {
            return;
        }
        if (snapshot != null) {
            beatsToRest = snapshot.requests() - lastRequests > MORE_THAN_ANYONE_READS ? BEATS_TO_REST : 0;
            lastRequests = snapshot.requests();
        }
        onItsWay.set(true);
        threads.ui().execute(() -> {
            onItsWay.set(false);
            if (answered.generation() != wish.generation()) {
                return;
            }
            if (!ended.isEmpty()) {
                replaceEnded(ended);
            }
            if (snapshot != null && held) {
                execute(view::showAgain);
            } else if (snapshot != null) {
                apply(snapshot);
            }
        });
    }

    private void apply(LogView.Snapshot snapshot) {
        requests.set(snapshot.requests());
        severalClients.set(snapshot.severalClients());
        newRows.set(snapshot.newRows());
        arrangement = snapshot.arrangement();
        rows.set(snapshot.rows());
    }

    private void replaceEnded(Map<Long, LogRow> ended) {
        LogRow shown = selected.get();
        if (shown != null && shown.waiting() && ended.containsKey(shown.number())) {
            selected.set(ended.get(shown.number()));
        }
        pinned.replace(ended);
    }

    private void watch() {
        LogRow shown = selected.get();
        Stream<LogRow> all = Stream.concat(
                shown == null ? Stream.empty() : Stream.of(shown), pinned.rowsProperty().get().stream());
        watched = all.filter(LogRow::waiting).toList();
    }

    /** The row with its heads, as far as the log still keeps them. Any thread. */
    LogRow withHeads(LogRow row) {
        EventLog read = log;
        if (row.exchange().hasHeads() || read == null) {
            return row;
        }
        Exchange exchange = read.exchange(row.number());
        return exchange == null ? row : new LogRow(exchange, row.client(), row.lost());
    }

    private static boolean contains(List<LogRow> rows, LogRow wanted) {
        return rows.stream().anyMatch(row -> row.number() == wanted.number());
    }

    private LongPredicate pins() {
        Set<Long> numbers =
                pinned.rowsProperty().get().stream().map(LogRow::number).collect(Collectors.toUnmodifiableSet());
        return numbers::contains;
    }

    private void filterChanged() {
        RequestFilter filter = filter();
        ask(wish.view(), view -> view.setFilter(filter));
    }

    private void ask(@Nullable LogView view, Consumer<LogView> change) {
        Wish asked = new Wish(wish.generation() + 1, view);
        wish = asked;
        if (view == null) {
            return;
        }
        execute(() -> {
            change.accept(view);
            view.showAgain();
            beatsToRest = 0;
            // Who types fast has already asked for something else, which then waits next in line.
            if (asked.generation() == wish.generation()) {
                onItsWay.set(false);
                beat();
            }
        });
    }

    private void execute(Runnable work) {
        try {
            threads.view().execute(work);
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }
}
