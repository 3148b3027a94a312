package dev.porthole.app.pages;

import dev.porthole.app.platform.Threads;
import dev.porthole.app.requests.LogRow;
import dev.porthole.app.requests.RequestFilter;
import dev.porthole.app.requests.RequestsViewModel;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a site as page loads. Filter, pause and selection are those of the table. Looks at the log only
 * while somebody looks at the page loads, off the thread of the window.
 */
public final class PagesViewModel {

    /** At 20 beats a second: four looks a second. */
    private static final int BEATS_PER_LOOK = 5;

    private final Threads threads;
    private final RequestsViewModel requests;
    private final Map<EventLog, PageView> views = new HashMap<>();
    private final ReadOnlyObjectWrapper<PageView.Snapshot> snapshot =
            new ReadOnlyObjectWrapper<>(PageView.Snapshot.NOTHING);
    private final AtomicBoolean onItsWay = new AtomicBoolean();
    private volatile Wish wish = new Wish(0, null, null);
    private volatile boolean showing;
    private int beats;

    /** What the window wants to see, counted so that answers to an older wish can be told apart. */
    private record Wish(long generation, @Nullable EventLog log, @Nullable PageView view) {}

    /** Shows nothing yet. */
    public PagesViewModel(Threads threads, RequestsViewModel requests) {
        this.threads = threads;
        this.requests = requests;
        requests.filterTextProperty().subscribe((before, now) -> filterChanged());
        requests.statusClassProperty().subscribe((before, now) -> filterChanged());
        requests.followingProperty().subscribe((before, now) -> ask(view -> view.setPaused(!now)));
        requests.clearsProperty().subscribe((before, now) -> {
            snapshot.set(PageView.Snapshot.NOTHING);
            ask(PageView::clear);
        });
    }

    /** What is to be shown. */
    ReadOnlyObjectProperty<PageView.Snapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /** The table of the same requests. */
    RequestsViewModel requests() {
        return requests;
    }

    /** Shows another log; null shows nothing. */
    public void show(@Nullable EventLog log) {
        PageView view = log == null ? null : views.computeIfAbsent(log, PageView::new);
        wish = new Wish(wish.generation() + 1, log, view);
        snapshot.set(PageView.Snapshot.NOTHING);
        RequestFilter filter = requests.filter();
        boolean paused = !requests.followingProperty().get();
        ask(shown -> {
            shown.setFilter(filter);
            shown.setPaused(paused);
        });
    }

    /** Forgets a log that will not be shown again. */
    public void forget(EventLog log) {
        views.remove(log);
    }

    /** Whether anyone looks at the page loads; if not, nothing is done. */
    public void setShowing(boolean show) {
        showing = show;
        if (show) {
            ask(view -> {});
        }
    }

    /** Lists the requests of a page load below it, or hides them. */
    void setOpen(PageCard card, boolean open) {
        ask(view -> view.setExpanded(card.id(), open));
    }

    /** Shows the details of a request. */
    void select(PagePart part) {
        EventLog log = wish.log();
        Exchange exchange = log == null ? null : log.exchange(part.number());
        requests.selectedProperty().set(exchange == null ? null : new LogRow(exchange, part.client()));
    }

    /** Looks for news; called on the thread that prepares views. */
    public void beat() {
        if (showing && ++beats % BEATS_PER_LOOK == 0) {
            look();
        }
    }

    private void look() {
        Wish answered = wish;
        PageView view = answered.view();
        if (!showing || view == null || onItsWay.get()) {
            return;
        }
        PageView.Snapshot found = view.look();
        if (found == null) {
            return;
        }
        onItsWay.set(true);
        threads.ui().execute(() -> {
            onItsWay.set(false);
            if (answered.generation() == wish.generation()) {
                snapshot.set(found);
            }
        });
    }

    private void filterChanged() {
        RequestFilter filter = requests.filter();
        ask(view -> view.setFilter(filter));
    }

    private void ask(Consumer<PageView> change) {
        Wish before = wish;
        PageView view = before.view();
        if (view == null) {
            return;
        }
        wish = new Wish(before.generation() + 1, before.log(), view);
        try {
            threads.view().execute(() -> {
                change.accept(view);
                view.showAgain();
                onItsWay.set(false);
                look();
            });
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }
}
