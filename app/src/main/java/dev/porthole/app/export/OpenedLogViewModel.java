package dev.porthole.app.export;

import dev.porthole.app.log.HarReader;
import dev.porthole.app.log.UnreadableLogException;
import dev.porthole.app.platform.OpenFilePicker;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Notice;
import dev.porthole.app.site.Notices;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.event.EventLog;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Opens exported requests again: one file at a time, shown in the place of a site until it is closed. */
public final class OpenedLogViewModel {

    private static final String NOTICE = "opened-log";
    private static final String EXTENSION = "har";

    private final Threads threads;
    private final OpenFilePicker opening;
    private final Notices notices;
    private final ReadOnlyObjectWrapper<@Nullable OpenedLog> opened = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Path> beingRead = new ReadOnlyObjectWrapper<>();

    /** Counts the wishes: reading for an older one ends, and what it has read is thrown away. */
    private final AtomicLong wishes = new AtomicLong();

    /** Nothing opened. */
    public OpenedLogViewModel(Threads threads, OpenFilePicker opening, Notices notices) {
        this.threads = threads;
        this.opening = opening;
        this.notices = notices;
    }

    /** Whether a file looks like one that can be opened. */
    public static boolean opens(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith("." + EXTENSION);
    }

    /** The log that is shown, or null. */
    public ReadOnlyObjectProperty<@Nullable OpenedLog> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /** The file that is being read, or null. */
    public ReadOnlyObjectProperty<@Nullable Path> beingReadProperty() {
        return beingRead.getReadOnlyProperty();
    }

    /** Asks for a file and opens it. */
    public void choose(String title, String kind) {
        opening.pick(title, kind, EXTENSION).ifPresent(this::open);
    }

    /** Opens a file, in the place of the one that is open. */
    public void open(Path file) {
        long wish = wishes.incrementAndGet();
        beingRead.set(file);
        notices.remove(NOTICE);
        try {
            threads.waiting().execute(() -> read(file, wish));
        } catch (RejectedExecutionException e) {
            // The window is closing.
            beingRead.set(null);
        }
    }

    /** Closes the log, or gives up reading it. */
    public void close() {
        wishes.incrementAndGet();
        beingRead.set(null);
        opened.set(null);
    }

    private void read(Path file, long wish) {
        EventLog log = new EventLog();
        @Nullable OpenedLog read = null;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long requests = HarReader.read(in, log, () -> wishes.get() != wish);
            read = new OpenedLog(file, log, requests, true);
        } catch (UnreadableLogException e) {
            read = log.newestNumber() == 0 ? null : new OpenedLog(file, log, log.newestNumber(), false);
            tell(wish, Phrase.of("opened.unreadable", file, e.phrase()));
        } catch (IOException e) {
            tell(wish, Phrase.of("opened.failed", file, String.valueOf(e.getMessage())));
        }
        @Nullable OpenedLog result = read;
        threads.ui().execute(() -> {
            if (wishes.get() == wish) {
                beingRead.set(null);
                if (result != null) {
                    opened.set(result);
                }
            }
        });
    }

    private void tell(long wish, Phrase problem) {
        if (wishes.get() == wish) {
            notices.post(Notice.of(NOTICE, Notice.Severity.ERROR, problem));
        }
    }
}
