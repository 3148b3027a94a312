package dev.porthole.app.status;

import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Site;
import dev.porthole.server.ServerState;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The status bar: the selected site's numbers, and how long it has been running. */
public final class StatusViewModel {

    private static final int BEATS_PER_LOOK = 5;

    private final Threads threads;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<StatusLine> line = new ReadOnlyObjectWrapper<>(StatusLine.NOTHING);
    private final ReadOnlyObjectWrapper<Duration> uptime = new ReadOnlyObjectWrapper<>(Duration.ZERO);
    private final AtomicBoolean onItsWay = new AtomicBoolean();
    private volatile @Nullable Site site;
    private int beats;

    private record Look(Site site, StatusLine line, Duration uptime) {}

    /** A bar that shows nothing yet. */
    public StatusViewModel(Threads threads, Clock clock) {
        this.threads = threads;
        this.clock = clock;
    }

    /** The numbers. */
    public ReadOnlyObjectProperty<StatusLine> lineProperty() {
        return line.getReadOnlyProperty();
    }

    /** How long the site has been running, in whole seconds. */
    public ReadOnlyObjectProperty<Duration> uptimeProperty() {
        return uptime.getReadOnlyProperty();
    }

    /** Shows another site. */
    public void show(@Nullable Site newSite) {
        site = newSite;
        line.set(newSite == null ? StatusLine.NOTHING : StatusLine.of(newSite.log()));
        uptime.set(newSite == null ? Duration.ZERO : uptime(newSite.state()));
    }

    /** Looks for news; called on the thread that prepares views. */
    public void beat() {
        Site current = site;
        if (current == null || onItsWay.get() || ++beats % BEATS_PER_LOOK != 0) {
            return;
        }
        Look look = new Look(current, StatusLine.of(current.log()), uptime(current.state()));
        if (look.line().equals(line.get()) && look.uptime().equals(uptime.get())) {
            return;
        }
        onItsWay.set(true);
        threads.ui().execute(() -> {
            onItsWay.set(false);
            if (look.site().equals(site)) {
                line.set(look.line());
                uptime.set(look.uptime());
            }
        });
    }

    private Duration uptime(ServerState state) {
        return state instanceof ServerState.Running running
                ? Duration.ofSeconds(Duration.between(running.since(), clock.instant()).toSeconds())
                : Duration.ZERO;
    }
}
