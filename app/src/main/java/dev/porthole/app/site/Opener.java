package dev.porthole.app.site;

import dev.porthole.app.platform.Desktop;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.text.Phrase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;

/** Hands pages, files and texts over to other programs, and tells when there is none that takes them. */
public final class Opener {

    private static final String BROWSER = "browser";

    private final Threads threads;
    private final Desktop desktop;
    private final Notices notices;

    /** Hands over to this desktop. */
    public Opener(Threads threads, Desktop desktop, Notices notices) {
        this.threads = threads;
        this.desktop = desktop;
        this.notices = notices;
    }

    /** Opens a page in the browser. */
    public void open(String page) {
        waiting(() -> {
            try {
                desktop.browser().open(URI.create(page));
            } catch (IOException e) {
                notices.post(new Notice(
                        BROWSER, Notice.Severity.WARNING, Phrase.of("open.failed", page),
                        new Notice.Remedy(Phrase.of("strip.copy"), () -> copy(page))));
            }
        });
    }

    /** Shows a file or a folder in the system's file browser. */
    void show(Path file) {
        waiting(() -> {
            try {
                desktop.browser().show(file);
            } catch (IOException e) {
                notices.post(Notice.of(BROWSER, Notice.Severity.WARNING, Phrase.of("show.failed", file)));
            }
        });
    }

    /** Puts a text on the clipboard. */
    void copy(String text) {
        desktop.clipboard().copy(text);
    }

    private void waiting(Runnable work) {
        try {
            threads.waiting().execute(work);
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }
}
