package dev.porthole.app.phone;

import dev.porthole.app.platform.LanAddresses;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Site;
import dev.porthole.app.site.SiteList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** How other devices find the selected site. Looks about once a second, and only while somebody looks at it. */
public final class PhoneViewModel {

    private static final int BEATS_PER_LOOK = 20;

    private final SiteList sites;
    private final Threads threads;
    private final LanDoctor doctor;
    private final ReadOnlyObjectWrapper<PhoneLook> look = new ReadOnlyObjectWrapper<>(PhoneLook.NOTHING);
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean showing;
    private int beats;

    /** Looks at this computer's own network. */
    public PhoneViewModel(SiteList sites, Threads threads) {
        this(sites, threads, LanAddresses::find, Firewall.ofThisComputer());
    }

    PhoneViewModel(
            SiteList sites, Threads threads, Supplier<List<LanAddresses.Found>> addresses, Firewall firewall) {
        this.sites = sites;
        this.threads = threads;
        this.doctor = new LanDoctor(addresses, firewall);
    }

    /** What is known now. */
    ReadOnlyObjectProperty<PhoneLook> lookProperty() {
        return look.getReadOnlyProperty();
    }

    /** Whether anybody looks; if not, nothing is done. On the thread of the window. */
    public void setShowing(boolean show) {
        showing = show;
        if (show) {
            threads.ui().execute(this::look);
        }
    }

    /** Looks for news now and then; called on the thread that prepares views. */
    public void beat() {
        if (showing && ++beats % BEATS_PER_LOOK == 0) {
            threads.ui().execute(this::look);
        }
    }

    private void look() {
        Site site = sites.selected();
        if (site == null) {
            look.set(PhoneLook.NOTHING);
            return;
        }
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.waiting().execute(() -> {
                PhoneLook found;
                try {
                    found = doctor.look(site.server().state(), site.log());
                } finally {
                    looking.set(false);
                }
                threads.ui().execute(() -> {
                    if (site.equals(sites.selected())) {
                        look.set(found);
                    }
                });
            });
        } catch (RejectedExecutionException closing) {
            looking.set(false);
        }
    }
}
