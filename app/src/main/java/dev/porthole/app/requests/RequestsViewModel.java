package dev.porthole.app.requests;

import dev.porthole.app.platform.Threads;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
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

    private final Threads threads;
    private final Map<EventLog, LogView> views = new HashMap<>();
    private final ReadOnlyObjectWrapper<List<LogRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final StringProperty filterText = new SimpleStringProperty("");
    private final ObjectProperty<StatusClass> statusClass = new SimpleObjectProperty<>(StatusClass.ALL);
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper severalClients = new ReadOnlyBooleanWrapper();
    private final ReadOnlyLongWrapper newRows = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper requests = new ReadOnlyLongWrapper();
    private final ObjectProperty<@Nullable LogRow> selected = new SimpleObjectProperty<>();

    private final AtomicBoolean onItsWay = new AtomicBoolean();
    private @Nullable EventLog shownLog;
    private volatile Wish wish = new Wish(0, null);
    private volatile @Nullable LogRow unfinishedSelection;

    /** Which view the window wants to see, counted so that answers to an older wish can be told apart. */
    private record Wish(long generation, @Nullable LogView view) {}

    /** An empty table. */
    public RequestsViewModel(Threads threads) {
        this.threads = threads;
        filterText.subscribe((before, now) -> filterChanged());
        statusClass.subscribe((before, now) -> filterChanged());
        selected.subscribe(row -> unfinishedSelection = row == null || row.finished() ? null : row);
    }

    /** The rows to show, oldest first. */
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

    /** Whether more than one client address has been seen. */
    public ReadOnlyBooleanProperty severalClientsProperty() {
        return severalClients.getReadOnlyProperty();
    }

    /** The row whose details are shown, or null. */
    public ObjectProperty<@Nullable LogRow> selectedProperty() {
        return selected;
    }

    /** What the table is narrowed to. */
    public RequestFilter filter() {
        return RequestFilter.parse(filterText.get(), statusClass.get());
    }

    /** Whether anything is filtered away. */
    public boolean isFiltered() {
        return !filter().isEverything();
    }

    /** The log that is shown, if there is one. */
    public Optional<EventLog> log() {
        return Optional.ofNullable(shownLog);
    }

    /** Whether the filter of this moment lets an exchange of the shown log through. Good on any one thread. */
    public Predicate<Exchange> shown() {
        EventLog log = shownLog;
        if (log == null) {
            return exchange -> false;
        }
        RequestFilter filter = filter();
        RowFacts facts = new RowFacts(log, number -> false);
        return exchange -> facts.judge(filter, exchange.number()) == Verdict.YES;
    }

    /** The numbers of the selected requests. */
    public Set<Long> selectedNumbers() {
        LogRow row = selected.get();
        return row == null ? Set.of() : Set.of(row.number());
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

    /** Tells which requests of the log that is shown are pinned, now and whenever that has changed. */
    public void setPins(LongPredicate pinned) {
        ask(wish.view(), view -> view.setPins(pinned));
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
            run(() -> {
                List<SeenValues.Seen> values = view.values(key, typed, limit);
                threads.ui().execute(() -> answer.accept(values));
            });
        }
    }

    /** Shows another log; null shows nothing. */
    public void show(@Nullable EventLog log) {
        selected.set(null);
        rows.set(List.of());
        requests.set(0);
        newRows.set(0);
        following.set(true);
        severalClients.set(false);
        shownLog = log;
        LogView view = log == null ? null : views.computeIfAbsent(log, LogView::new);
        RequestFilter filter = filter();
        ask(view, shown -> {
            shown.setFilter(filter);
            shown.follow();
        });
    }

    /** Forgets a log that will not be shown again. */
    public void forget(EventLog log) {
        views.remove(log);
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
            ask(wish.view(), LogView::freeze);
        }
    }

    /** Shows new rows as they come. */
    public void follow() {
        if (!following.get()) {
            following.set(true);
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
        ask(wish.view(), LogView::clear);
        // Nothing is left to hold still, and what comes next is what the user now wants to see.
        follow();
    }

    /** Looks for news; called on the thread that prepares views. */
    public void beat() {
        if (onItsWay.get()) {
            return;
        }
        Wish answered = wish;
        LogView view = answered.view();
        LogRow waiting = unfinishedSelection;
        LogRow finished = waiting == null || view == null ? null : view.finished(waiting);
        LogView.Snapshot snapshot = view == null
                ? null : view.refresh(() -> answered.generation() != wish.generation());
        if (snapshot != null || finished != null) {
            onItsWay.set(true);
            threads.ui().execute(() -> {
                onItsWay.set(false);
                if (snapshot != null && answered.generation() == wish.generation()) {
                    apply(snapshot);
                }
                if (finished != null && Objects.equals(selected.get(), waiting)) {
                    selected.set(finished);
                }
            });
        }
    }

    private void apply(LogView.Snapshot snapshot) {
        requests.set(snapshot.requests());
        severalClients.set(snapshot.severalClients());
        newRows.set(snapshot.newRows());
        rows.set(snapshot.rows());
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
        run(() -> {
            change.accept(view);
            view.showAgain();
            // Who types fast has already asked for something else, which then waits next in line.
            if (asked.generation() == wish.generation()) {
                onItsWay.set(false);
                beat();
            }
        });
    }

    private void run(Runnable work) {
        try {
            threads.view().execute(work);
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }
}
