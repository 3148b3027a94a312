package dev.porthole.app.network;

import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Site;
import dev.porthole.app.site.SiteList;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.conditions.Conditions;
import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.FaultRule;
import dev.porthole.server.conditions.NetworkProfile;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong on purpose with the selected site. Nothing of it is kept: a network that somebody has forgotten must
 * not be slow tomorrow. On the thread of the window; only who has visited is looked up elsewhere.
 */
public final class NetworkViewModel {

    private static final int BEATS_PER_LOOK = 20;

    /** What stands in the fields for numbers before anybody has typed any. */
    private static final NetworkProfile FIRST_CUSTOM =
            NetworkProfile.custom(1_000_000, 500_000, Duration.ofMillis(100));

    private final SiteList sites;
    private final Threads threads;
    private final Map<Site, List<FaultEntry>> faultsOfSites = new WeakHashMap<>();
    private final ReadOnlyObjectWrapper<NetworkChoice> everyone = new ReadOnlyObjectWrapper<>(NetworkChoice.REAL);
    private final ReadOnlyObjectWrapper<List<Device>> devices = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<FaultEntry>> faults = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Phrase>> active = new ReadOnlyObjectWrapper<>(List.of());
    private final AtomicBoolean looking = new AtomicBoolean();
    private NetworkProfile custom = FIRST_CUSTOM;
    private volatile boolean showing;
    private int beats;

    /** Follows the selected site. */
    public NetworkViewModel(SiteList sites, Threads threads) {
        this.sites = sites;
        this.threads = threads;
        sites.selectedProperty().subscribe(site -> {
            devices.set(List.of());
            tell();
        });
    }

    /** The network that everyone seems to have. */
    ReadOnlyObjectProperty<NetworkChoice> everyoneProperty() {
        return everyone.getReadOnlyProperty();
    }

    /** Who has visited, and the network each seems to have. */
    ReadOnlyObjectProperty<List<Device>> devicesProperty() {
        return devices.getReadOnlyProperty();
    }

    /** The rules for faults, those that are switched off too. */
    ReadOnlyObjectProperty<List<FaultEntry>> faultsProperty() {
        return faults.getReadOnlyProperty();
    }

    /** What is wrong now, in a few words each; nothing when all is as it really is. */
    public ReadOnlyObjectProperty<List<Phrase>> activeProperty() {
        return active.getReadOnlyProperty();
    }

    /** The numbers that were given last. */
    NetworkProfile custom() {
        return custom;
    }

    /** Gives everyone another network. */
    void choose(NetworkChoice choice) {
        Conditions conditions = conditions();
        if (conditions != null) {
            conditions.throttle(choice.profile());
            tell();
        }
    }

    /** Gives one device another network. */
    void choose(InetAddress device, NetworkChoice choice) {
        Conditions conditions = conditions();
        if (conditions == null) {
            return;
        }
        if (choice.kind() == NetworkChoice.Kind.AS_EVERYONE) {
            conditions.throttleAsEveryone(device);
        } else {
            conditions.throttle(device, choice.profile());
        }
        tell();
        look();
    }

    /**
     * Gives everyone a network with numbers of its own, and remembers them for devices.
     *
     * @return what is wrong with the numbers, or null
     */
    @Nullable Phrase choose(String downKilobits, String upKilobits, String roundTripMillis) {
        Optional<Long> down = bits(downKilobits);
        Optional<Long> up = bits(upKilobits);
        Optional<Integer> millis = FaultValues.number(
                roundTripMillis, 0, (int) NetworkProfile.LONGEST_ROUND_TRIP.toMillis());
        if (down.isEmpty() || up.isEmpty()) {
            return Phrase.of("network.problem.rate");
        }
        if (millis.isEmpty()) {
            return Phrase.of("network.problem.roundTrip", NetworkProfile.LONGEST_ROUND_TRIP.toMillis());
        }
        custom = NetworkProfile.custom(down.get(), up.get(), Duration.ofMillis(millis.get()));
        choose(NetworkChoice.of(custom));
        return null;
    }

    private static Optional<Long> bits(String kilobits) {
        try {
            long bits = Math.round(Double.parseDouble(kilobits.strip()) * 1_000);
            return NetworkProfile.isPossible(bits) ? Optional.of(bits) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /**
     * Adds a fault to the end of the list.
     *
     * @return what is wrong with it, or null
     */
    @Nullable Phrase add(String path, FaultKind kind, String value, HowOften often) {
        if (!FaultRule.isPath(path.strip())) {
            return Phrase.of("network.problem.path");
        }
        Optional<Fault> fault = FaultValues.read(kind, value);
        if (fault.isEmpty()) {
            return Phrase.of("network.problem." + kind.name());
        }
        if (faults.get().size() >= Conditions.MOST_FAULTS) {
            return Phrase.of("network.problem.many", Conditions.MOST_FAULTS);
        }
        List<FaultEntry> entries = new ArrayList<>(faults.get());
        entries.add(new FaultEntry(
                new FaultRule(path.strip(), fault.get(), often.oneIn(), often.isAtRandom()), true));
        setFaults(entries);
        return null;
    }

    /** Switches a fault on or off. */
    void setOn(int index, boolean on) {
        List<FaultEntry> entries = new ArrayList<>(faults.get());
        entries.set(index, new FaultEntry(entries.get(index).rule(), on));
        setFaults(entries);
    }

    /** Takes a fault off the list. */
    void remove(int index) {
        List<FaultEntry> entries = new ArrayList<>(faults.get());
        entries.remove(index);
        setFaults(entries);
    }

    /** Makes everything as it really is; faults stay in the list, switched off. */
    void clear() {
        Conditions conditions = conditions();
        if (conditions != null) {
            setFaults(faults.get().stream().map(entry -> new FaultEntry(entry.rule(), false)).toList());
            conditions.clear();
            tell();
            look();
        }
    }

    private void setFaults(List<FaultEntry> entries) {
        Site site = sites.selected();
        if (site != null) {
            faultsOfSites.put(site, List.copyOf(entries));
            site.server().conditions().setFaults(
                    entries.stream().filter(FaultEntry::on).map(FaultEntry::rule).toList());
            tell();
        }
    }

    private @Nullable Conditions conditions() {
        Site site = sites.selected();
        return site == null ? null : site.server().conditions();
    }

    private void tell() {
        Site site = sites.selected();
        Conditions conditions = conditions();
        NetworkProfile profile = conditions == null ? null : conditions.everyone();
        everyone.set(NetworkChoice.of(profile));
        faults.set(site == null ? List.of() : faultsOfSites.getOrDefault(site, List.of()));
        active.set(conditions == null ? List.of() : active(conditions));
    }

    private static List<Phrase> active(Conditions conditions) {
        List<Phrase> active = new ArrayList<>();
        NetworkProfile profile = conditions.everyone();
        if (profile != null) {
            active.add(NetworkProfile.PRESETS.contains(profile)
                    ? Phrase.of("network.chip.profile", profile.name()) : Phrase.of("network.chip.custom"));
        }
        List<NetworkProfile> slow = conditions.devices().values().stream().flatMap(Optional::stream).toList();
        if (!slow.isEmpty()) {
            active.add(slow.size() == 1
                    ? Phrase.of("network.chip.device", slow.getFirst().name())
                    : Phrase.of("network.chip.devices", slow.size()));
        }
        int faults = conditions.faults().size();
        if (faults > 0) {
            active.add(faults == 1 ? Phrase.of("network.chip.fault") : Phrase.of("network.chip.faults", faults));
        }
        return active;
    }

    /** Whether anybody looks; if not, nobody is asked who has visited. */
    public void setShowing(boolean show) {
        showing = show;
        if (show) {
            look();
        }
    }

    /** Looks for new visitors now and then; called on the thread that prepares views. */
    public void beat() {
        if (showing && ++beats % BEATS_PER_LOOK == 0) {
            threads.ui().execute(this::look);
        }
    }

    private void look() {
        Site site = sites.selected();
        if (site == null || !looking.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.waiting().execute(() -> {
                List<Device> found;
                try {
                    found = Devices.of(site.log(), site.server().conditions());
                } finally {
                    looking.set(false);
                }
                threads.ui().execute(() -> {
                    if (site.equals(sites.selected())) {
                        devices.set(found);
                    }
                });
            });
        } catch (RejectedExecutionException closing) {
            looking.set(false);
        }
    }
}
