package dev.porthole.app.requests;

import dev.porthole.app.platform.Threads;
import dev.porthole.server.event.EventLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
    private final ReadOnlyLongWrapper clears = new ReadOnlyLongWrapper();
    private final ObjectProperty<@Nullable LogRow> selected = new SimpleObjectProperty<>();

    private final AtomicBoolean onItsWay = new AtomicBoolean();
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

    /** Counts how often the user has emptied the table. */
    public ReadOnlyLongProperty clearsProperty() {
        return clears.getReadOnlyProperty();
    }

    /** Whether more than one client address has been seen. */
    public ReadOnlyBooleanProperty severalClientsProperty() {
        return severalClients.getReadOnlyProperty();
    }

    /** The row whose details are shown, or null. */
    public ObjectProperty<@Nullable LogRow> selectedProperty() {
        return selected;
    }

    /** Whether anything is filtered away. */
    public boolean isFiltered() {
        return !filter().isEverything();
    }

    /** Shows another log; null shows nothing. */
    public void show(@Nullable EventLog log) {
        selected.set(null);
        rows.set(List.of());
        requests.set(0);
        newRows.set(0);
        following.set(true);
        severalClients.set(false);
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
        clears.set(clears.get() + 1);
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
        LogView.Snapshot snapshot = view == null ? null : view.refresh();
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

    private RequestFilter filter() {
        return RequestFilter.parse(filterText.get(), statusClass.get());
    }

    private void ask(@Nullable LogView view, Consumer<LogView> change) {
        wish = new Wish(wish.generation() + 1, view);
        if (view == null) {
            return;
        }
        try {
            threads.view().execute(() -> {
                change.accept(view);
                view.showAgain();
                onItsWay.set(false);
                beat();
            });
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }
}
