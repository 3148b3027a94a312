package dev.porthole.app.charts;

import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Site;
import dev.porthole.app.site.SiteList;
import dev.porthole.server.ServerState;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Looks at every site once a second, whether anybody looks at its charts or not. A history lasts as long as
 * its site.
 */
public final class HistoryRecorder {

    private static final long SECOND_MILLIS = 1_000;

    private final Threads threads;
    private final InstantSource clock;
    private final Map<Site, Sampler> samplers = new WeakHashMap<>();
    private volatile List<Site> sites = List.of();
    private volatile Runnable listener = () -> { };

    /** Knows the sites of a list; looks at none before it is started. */
    public HistoryRecorder(SiteList list, Threads threads, InstantSource clock) {
        this.threads = threads;
        this.clock = clock;
        Runnable remember = () -> sites = List.copyOf(list.sites());
        list.sites().subscribe(remember);
        remember.run();
    }

    /** Looks from now on, just after each full second, and then calls the listener. */
    public void start(Runnable onLook) {
        listener = onLook;
        sites.forEach(this::history);
        lookNextSecond();
    }

    /** The history of a site, which begins at the latest with this call. */
    SiteHistory history(Site site) {
        synchronized (samplers) {
            return samplers.computeIfAbsent(
                    site, added -> new Sampler(added.log(), new SiteHistory(), clock.millis())).history();
        }
    }

    /** Looks at each site once. */
    void look() {
        long now = clock.millis();
        for (Site site : sites) {
            Sampler sampler;
            synchronized (samplers) {
                history(site);
                sampler = samplers.get(site);
            }
            if (sampler != null) {
                sampler.look(now, site.state() instanceof ServerState.Running);
            }
        }
        listener.run();
    }

    private void lookNextSecond() {
        // A moment late rather than early: samples then fall on the seconds of the clock.
        long wait = SECOND_MILLIS - clock.millis() % SECOND_MILLIS + 2;
        try {
            var _ = threads.view().schedule(() -> {
                try {
                    look();
                } finally {
                    lookNextSecond();
                }
            }, wait, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }
}
