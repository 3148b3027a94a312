package dev.porthole.app.export;

import dev.porthole.app.platform.Desktop;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Notice;
import dev.porthole.app.site.Notices;
import dev.porthole.app.text.Phrase;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Saves files where the user wants them, and says in words how that went. */
public final class FileSaver {

    private static final String ABOUT = "file.saved";

    private final Desktop desktop;
    private final Threads threads;
    private final Notices notices;

    /** Saves to the file systems of this desktop. */
    public FileSaver(Desktop desktop, Threads threads, Notices notices) {
        this.desktop = desktop;
        this.threads = threads;
        this.notices = notices;
    }

    /**
     * Asks where, and writes the file in the background. On the thread of the window.
     *
     * @param title what is to be saved
     * @param kind what such files are called
     * @param name the name that is proposed, with its extension
     * @param content the file; made in the background
     */
    public void save(String title, String kind, String name, Supplier<byte[]> content) {
        desktop.saving().pick(title, kind, name).ifPresent(chosen -> {
            String extension = name.substring(name.lastIndexOf('.'));
            boolean asNamed = chosen.toString().toLowerCase(Locale.ROOT).endsWith(extension);
            Path file = asNamed ? chosen : Path.of(chosen + extension);
            // The dialog asked about the name as it was typed; about one with an extension nobody was asked.
            threads.waiting().execute(() -> tell(file, () -> WholeFile.write(file, asNamed, out -> {
                out.write(content.get());
                return true;
            })));
        });
    }

    private void tell(Path file, Writing writing) {
        try {
            writing.run();
            notices.post(new Notice(ABOUT, Notice.Severity.INFORMATION, Phrase.of("file.saved", file),
                    new Notice.Remedy(Phrase.of("file.saved.show"), () -> show(file))));
        } catch (FileAlreadyExistsException e) {
            notices.post(Notice.of(ABOUT, Notice.Severity.WARNING, Phrase.of("file.save.exists", file)));
        } catch (IOException e) {
            notices.post(Notice.of(ABOUT, Notice.Severity.ERROR,
                    Phrase.of("file.save.failed", file, Optional.ofNullable(e.getMessage()).orElse(""))));
        }
    }

    private void show(Path file) {
        notices.remove(ABOUT);
        threads.waiting().execute(() -> {
            try {
                desktop.browser().show(file);
            } catch (IOException e) {
                notices.post(Notice.of(ABOUT, Notice.Severity.WARNING, Phrase.of("show.failed", file)));
            }
        });
    }

    /** Something that can go wrong. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}
