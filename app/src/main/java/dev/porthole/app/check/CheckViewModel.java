package dev.porthole.app.check;

import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Site;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.SiteOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Checks the selected site when asked to. Each site keeps the report of its last check. */
public final class CheckViewModel {

    private static final double UNKNOWN = -1;

    private final Threads threads;
    private final Map<Site, CheckReport> reports = new HashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable CheckReport> report = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Finding>> shown = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Run> run = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Phrase> problem = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Finding.@Nullable Kind> kind = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper();
    private @Nullable Site site;
    private Subscription options = Subscription.EMPTY;

    /** A check that is under way. */
    private static final class Run {
        private final Site site;
        private final SiteOptions options;
        private final AtomicBoolean cancelled = new AtomicBoolean();
        private final AtomicBoolean told = new AtomicBoolean();

        Run(Site site) {
            this.site = site;
            this.options = site.configuration().options();
        }
    }

    /** Nothing to check yet. */
    public CheckViewModel(Threads threads) {
        this.threads = threads;
        kind.subscribe(this::choose);
        report.subscribe(this::choose);
        report.subscribe(this::compare);
    }

    /** The report of the selected site, or null while it was not checked. */
    public ReadOnlyObjectProperty<@Nullable CheckReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** Whether the site has other options by now, with which links may lead elsewhere. */
    public ReadOnlyBooleanProperty outdatedProperty() {
        return outdated.getReadOnlyProperty();
    }

    /** The findings of the chosen kind. */
    ReadOnlyObjectProperty<List<Finding>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Which kind is shown; null for all. */
    ObjectProperty<Finding.@Nullable Kind> kindProperty() {
        return kind;
    }

    /** How far the check is, 0 to 1; negative while nobody knows. */
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What is under way, or null. */
    ReadOnlyObjectProperty<?> runProperty() {
        return run.getReadOnlyProperty();
    }

    /** Why the last check did not end, or null. */
    ReadOnlyObjectProperty<@Nullable Phrase> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Shows another site; a check that is under way is cancelled. */
    public void show(@Nullable Site newSite) {
        cancel();
        site = newSite;
        problem.set(null);
        kind.set(null);
        report.set(newSite == null ? null : reports.get(newSite));
        options.unsubscribe();
        options = newSite == null ? Subscription.EMPTY : newSite.configurationProperty().subscribe(this::compare);
    }

    /** Forgets a site that was removed. */
    public void forget(Site removed) {
        reports.remove(removed);
    }

    /** How many findings there are of each kind. */
    Map<Finding.Kind, Integer> counts() {
        Map<Finding.Kind, Integer> counts = new EnumMap<>(Finding.Kind.class);
        CheckReport now = report.get();
        if (now != null) {
            now.findings().forEach(finding -> counts.merge(finding.kind(), 1, Integer::sum));
        }
        return counts;
    }

    /** Begins to check the site, unless that is under way. */
    void check() {
        Site checked = site;
        if (checked == null || run.get() != null) {
            return;
        }
        Run begun = new Run(checked);
        run.set(begun);
        progress.set(UNKNOWN);
        problem.set(null);
        try {
            threads.waiting().execute(() -> perform(begun));
        } catch (RejectedExecutionException e) {
            run.set(null);
        }
    }

    /** Gives up what is under way. */
    void cancel() {
        Run current = run.get();
        if (current != null) {
            current.cancelled.set(true);
            run.set(null);
        }
    }

    private void perform(Run begun) {
        try {
            CheckReport fromDisk = new SiteCheck(
                    begun.site.folder(), begun.options, (read, of) -> tell(begun, read, of), begun.cancelled::get)
                    .run();
            List<Finding> all = new ArrayList<>(LiveMisses.read(
                    begun.site.log(), begun.site.folder(), new BasePath(begun.options.rules().basePath())));
            all.addAll(fromDisk.findings());
            CheckReport whole = new CheckReport(
                    all.stream().sorted().toList(), fromDisk.files(), fromDisk.pages(), fromDisk.references(),
                    fromDisk.options());
            threads.ui().execute(() -> end(begun, whole, null));
        } catch (CancellationException givenUp) {
            threads.ui().execute(() -> end(begun, null, null));
        } catch (IOException e) {
            threads.ui().execute(() -> end(begun, null, Phrase.of("check.failed", begun.site.folder())));
        }
    }

    /** At most one message to the window is on its way, however many files a second are read. */
    private void tell(Run begun, int read, int of) {
        if (begun.told.compareAndSet(false, true)) {
            threads.ui().execute(() -> {
                begun.told.set(false);
                if (begun == run.get()) {
                    progress.set((double) read / of);
                }
            });
        }
    }

    private void end(Run ended, @Nullable CheckReport found, @Nullable Phrase wrong) {
        if (ended.cancelled.get()) {
            return;
        }
        run.set(null);
        problem.set(wrong);
        if (found != null) {
            reports.put(ended.site, found);
            kind.set(null);
            report.set(found);
        }
    }

    private void compare() {
        CheckReport now = report.get();
        outdated.set(now != null && site != null && !now.isAbout(site.configuration().options()));
    }

    private void choose() {
        CheckReport now = report.get();
        Finding.Kind wanted = kind.get();
        shown.set(now == null ? List.of() : now.findings().stream()
                .filter(finding -> wanted == null || finding.kind() == wanted).toList());
    }
}
