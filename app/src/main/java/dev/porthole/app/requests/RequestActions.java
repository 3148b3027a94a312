package dev.porthole.app.requests;

import dev.porthole.app.platform.ClipboardAccess;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.SiteViewModel;
import dev.porthole.app.text.Messages;
import dev.porthole.server.event.Exchange;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What can be done with the selected requests. */
public final class RequestActions {

    private final RequestsViewModel requests;
    private final SiteViewModel site;
    private final ClipboardAccess clipboard;
    private final Threads threads;
    private final RowTexts texts;

    /**
     * Actions for the selection.
     *
     * @param messages the language of what is copied
     * @param curl writes a request to the site with this address as a command for a shell
     */
    public RequestActions(
            RequestsViewModel requests, SiteViewModel site, ClipboardAccess clipboard, Threads threads,
            Messages messages, BiFunction<String, Exchange, String> curl) {
        this.requests = requests;
        this.site = site;
        this.clipboard = clipboard;
        this.threads = threads;
        texts = new RowTexts(messages, row -> requests.withHeads(row).exchange(), curl);
    }

    /** Copies the selected rows, with these columns where the form has any. */
    public void copy(CopyFormat format, List<RequestColumn> columns) {
        List<LogRow> rows = requests.selectionProperty().get();
        String address = site.addressProperty().get();
        if (rows.isEmpty() || address.isEmpty()) {
            return;
        }
        // To write a hundred thousand rows takes a second, in which the window goes on.
        try {
            threads.waiting().execute(() -> {
                String text = texts.write(format, rows, columns, address);
                threads.ui().execute(() -> clipboard.copy(text));
            });
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }

    /** Whether the row's answer was read from a file. */
    public boolean hasFile(LogRow row) {
        return row.exchange().response() != null && row.exchange().response().file() != null;
    }

    /** Shows the file in the system's file browser. */
    public void showFile(LogRow row) {
        if (row.exchange().response() != null) {
            site.showFile(row.exchange().response().file());
        }
    }

    /** Whether what was asked for can be opened in a browser now. */
    public boolean canOpen(LogRow row) {
        return site.runningProperty().get() && page(row) != null;
    }

    /** Asks for the same again in the user's browser. */
    public void open(LogRow row) {
        URI page = page(row);
        if (page != null) {
            site.openInBrowser(page);
        }
    }

    /** The address of a request, if it is one. */
    private @Nullable URI page(LogRow row) {
        try {
            return row.exchange().request().target().startsWith("/")
                    ? new URI(RowTexts.url(site.addressProperty().get(), row))
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
