package dev.porthole.app.export;

import dev.porthole.app.platform.BrowserOpener;
import dev.porthole.app.platform.SaveFilePicker;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.requests.RequestsViewModel;
import dev.porthole.app.site.Notice;
import dev.porthole.app.site.Notices;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Exports requests into a file: one export at a time, which goes on while the window is used. */
public final class ExportViewModel {

    /** The progress while nothing is exported. */
    public static final double IDLE = -1;

    private static final String NOTICE = "export";
    private static final double STEP = 0.01;
    private static final DateTimeFormatter IN_NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

    private final RequestsViewModel requests;
    private final Supplier<URI> site;
    private final Threads threads;
    private final SaveFilePicker saving;
    private final BrowserOpener browser;
    private final Notices notices;
    private final InstantSource clock;
    private final String programVersion;

    private final ObjectProperty<ExportFormat> format = new SimpleObjectProperty<>(ExportFormat.HAR);
    private final ObjectProperty<ExportScope> scope = new SimpleObjectProperty<>(ExportScope.ALL);
    private final BooleanProperty withSecrets = new SimpleBooleanProperty();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(IDLE);
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /**
     * Exports what the table shows.
     *
     * @param site tells the address of the site, for requests that do not name one
     * @param browser shows the finished file in its folder
     */
    public ExportViewModel(
            RequestsViewModel requests,
            Supplier<URI> site,
            Threads threads,
            SaveFilePicker saving,
            BrowserOpener browser,
            Notices notices,
            InstantSource clock,
            String programVersion) {
        this.requests = requests;
        this.site = site;
        this.threads = threads;
        this.saving = saving;
        this.browser = browser;
        this.notices = notices;
        this.clock = clock;
        this.programVersion = programVersion;
    }

    /** What the file will be. */
    public ObjectProperty<ExportFormat> formatProperty() {
        return format;
    }

    /** Which requests go into it. */
    public ObjectProperty<ExportScope> scopeProperty() {
        return scope;
    }

    /** Whether cookies and authorizations go into it; only a HAR has room for them. */
    public BooleanProperty withSecretsProperty() {
        return withSecrets;
    }

    /** The share that is written, 0 to 1, or {@link #IDLE}. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Asks where to, and begins. Does nothing while an export is under way. */
    public void save(String title, String kind) {
        Optional<EventLog> log = requests.log();
        if (log.isEmpty() || progress.get() != IDLE) {
            return;
        }
        String name = "porthole-" + IN_NAME.format(clock.instant().atZone(ZoneId.systemDefault()))
                + "." + format.get().extension();
        saving.pick(title, kind, name).ifPresent(file -> begin(new ExportOrder(
                log.get(), chosen(), format.get(), withSecrets.get(), site.get(), programVersion), file));
    }

    /** Gives up the export that is under way; the file stays as it was before. */
    public void cancel() {
        cancelled.set(true);
    }

    private Predicate<Exchange> chosen() {
        return switch (scope.get()) {
            case ALL -> exchange -> true;
            case FILTERED -> requests.shown();
            case SELECTED -> {
                Set<Long> numbers = requests.selectedNumbers();
                yield exchange -> numbers.contains(exchange.number());
            }
        };
    }

    private void begin(ExportOrder order, Path file) {
        cancelled.set(false);
        progress.set(0);
        notices.remove(NOTICE);
        try {
            threads.waiting().execute(() -> write(order, file));
        } catch (RejectedExecutionException e) {
            // The window is closing.
            progress.set(IDLE);
        }
    }

    private void write(ExportOrder order, Path file) {
        double[] told = {0};
        try {
            LogExport.Outcome outcome = LogExport.write(order, file, share -> {
                if (share - told[0] >= STEP) {
                    told[0] = share;
                    threads.ui().execute(() -> progress.set(share));
                }
            }, cancelled::get);
            if (outcome.complete()) {
                notices.post(new Notice(NOTICE, Notice.Severity.INFORMATION, done(outcome, file),
                        new Notice.Remedy(Phrase.of("export.show"),
                                () -> threads.waiting().execute(() -> show(file)))));
            }
        } catch (IOException e) {
            notices.post(Notice.of(NOTICE, Notice.Severity.ERROR,
                    Phrase.of("export.failed", file, String.valueOf(e.getMessage()))));
        } finally {
            threads.ui().execute(() -> progress.set(IDLE));
        }
    }

    private static Phrase done(LogExport.Outcome outcome, Path file) {
        return outcome.unfinished() == 0
                ? Phrase.of("export.done", outcome.written(), file)
                : Phrase.of("export.doneBut", outcome.written(), file, outcome.unfinished());
    }

    private void show(Path file) {
        try {
            browser.show(file);
        } catch (IOException e) {
            notices.post(Notice.of(NOTICE, Notice.Severity.ERROR, Phrase.of("export.notShown", file)));
        }
    }
}
