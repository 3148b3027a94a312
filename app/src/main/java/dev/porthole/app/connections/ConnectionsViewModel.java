package dev.porthole.app.connections;

import dev.porthole.app.platform.Threads;
import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.Counters;
import dev.porthole.server.event.EventLog;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The table of connections, newest first: as many as anyone can look through. */
public final class ConnectionsViewModel {

    /** How many connections are shown. */
    static final int WINDOW = 1_000;

    /** At 20 beats a second: four looks a second, which is as fast as numbers can be read. */
    private static final int BEATS_PER_LOOK = 5;

    private final Threads threads;
    private final Clock clock;
    private final ObservableList<ConnectionRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyLongWrapper open = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper total = new ReadOnlyLongWrapper();
    private final AtomicBoolean onItsWay = new AtomicBoolean();
    private volatile @Nullable EventLog log;
    private volatile boolean showing;
    private volatile boolean lookAtOnce;
    private volatile @Nullable Look last;
    private int beats;

    private record Look(EventLog log, long open, long total, @Nullable List<ConnectionRow> rows) {}

    /** An empty table. */
    public ConnectionsViewModel(Threads threads, Clock clock) {
        this.threads = threads;
        this.clock = clock;
    }

    /** The connections to show, newest first. */
    public ObservableList<ConnectionRow> rows() {
        return rows;
    }

    /** How many connections are open. */
    public ReadOnlyLongProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /** How many connections there have been. */
    public ReadOnlyLongProperty totalProperty() {
        return total.getReadOnlyProperty();
    }

    /** Shows the connections of another log. */
    public void show(@Nullable EventLog newLog) {
        log = newLog;
        last = null;
        rows.clear();
        open.set(0);
        total.set(0);
    }

    /** Whether anyone looks at the table; if not, only the counts are kept up to date. */
    public void setShowing(boolean showing) {
        this.showing = showing;
        lookAtOnce = showing;
    }

    /** Looks for news; called on the thread that prepares views. */
    public void beat() {
        EventLog current = log;
        if (current == null || onItsWay.get() || ++beats % BEATS_PER_LOOK != 0 && !lookAtOnce) {
            return;
        }
        lookAtOnce = false;
        Counters counters = current.counters();
        List<ConnectionRow> found = showing ? newest(current.connections()) : null;
        Look look = new Look(current, counters.openConnections(), counters.connections(), found);
        if (look.equals(last)) {
            return;
        }
        last = look;
        onItsWay.set(true);
        threads.ui().execute(() -> {
            onItsWay.set(false);
            apply(look);
        });
    }

    private List<ConnectionRow> newest(List<ConnectionActivity> all) {
        Instant now = clock.instant();
        return all.reversed().stream().limit(WINDOW).map(one -> ConnectionRow.of(one, now)).toList();
    }

    private void apply(Look look) {
        if (!look.log().equals(log)) {
            return;
        }
        open.set(look.open());
        total.set(look.total());
        if (look.rows() != null && !look.rows().equals(rows)) {
            rows.setAll(look.rows());
        }
    }
}
