package dev.porthole.app.inspector;

import dev.porthole.app.inspector.preview.PreviewViewModel;
import dev.porthole.app.inspector.replay.ReplayViewModel;
import dev.porthole.app.inspector.replay.SentRequests;
import dev.porthole.app.platform.ClipboardAccess;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.requests.LogRow;
import dev.porthole.app.requests.RequestsViewModel;
import dev.porthole.app.site.Site;
import dev.porthole.app.site.SiteList;
import dev.porthole.app.site.SiteViewModel;
import java.time.Clock;
import java.util.concurrent.RejectedExecutionException;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What the inspector shows: the selected request, and what can be done with it. */
public final class InspectorViewModel {

    /** The pages of the inspector. */
    public enum Page {
        /** The head as it came. */
        REQUEST,
        /** The answer's head. */
        RESPONSE,
        /** The server's decision in words. */
        WHY,
        /** Where the time went. */
        TIMING,
        /** The file that answered. */
        PREVIEW,
        /** The same request before and after. */
        COMPARE,
        /** The request sent once more. */
        REPLAY
    }

    private final RequestsViewModel requests;
    private final SiteViewModel site;
    private final SiteList sites;
    private final ClipboardAccess clipboard;
    private final CurlCommand curl;
    private final Threads threads;
    private final SentRequests sent = new SentRequests(Clock.systemUTC());
    private final PreviewViewModel preview;
    private final ReplayViewModel replay;
    private final ReadOnlyObjectWrapper<@Nullable Inspection> inspection = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.REQUEST);

    /** Inspects what is selected in the table. */
    public InspectorViewModel(
            RequestsViewModel requests, SiteViewModel site, SiteList sites, ClipboardAccess clipboard,
            CurlCommand curl, Threads threads) {
        this.requests = requests;
        this.site = site;
        this.sites = sites;
        this.clipboard = clipboard;
        this.curl = curl;
        this.threads = threads;
        this.preview = new PreviewViewModel(threads);
        this.replay = new ReplayViewModel(sites, threads, sent);
        requests.selectedProperty().subscribe(this::inspect);
        page.subscribe(this::turnedTo);
    }

    /** The inspected request, or null when the inspector is closed. */
    public ReadOnlyObjectProperty<@Nullable Inspection> inspectionProperty() {
        return inspection.getReadOnlyProperty();
    }

    /** The page that is shown. */
    public ObjectProperty<Page> pageProperty() {
        return page;
    }

    /** The preview of the file that answered. */
    public PreviewViewModel preview() {
        return preview;
    }

    /** The request sent once more. */
    public ReplayViewModel replay() {
        return replay;
    }

    /** Where the site is found. */
    public String address() {
        return site.addressProperty().get();
    }

    /** Closes the inspector. */
    public void close() {
        requests.selectedProperty().set(null);
    }

    /** Copies a text. */
    public void copy(String text) {
        clipboard.copy(text);
    }

    /** Copies the request as a command that sends it again. */
    public void copyAsCurl() {
        Inspection shown = inspection.get();
        if (shown != null) {
            clipboard.copy(curl.of(address(), shown.exchange()));
        }
    }

    /** Sends exactly the same bytes once more. */
    public void sendAgain() {
        if (inspection.get() != null) {
            page.set(Page.REPLAY);
            replay.sendAsItWas();
        }
    }

    /** Whether a file was served that can be shown. */
    public boolean hasFile() {
        Inspection shown = inspection.get();
        return shown != null && shown.response() != null && shown.response().file() != null;
    }

    /** Shows the served file in the system's file browser. */
    public void showFile() {
        Inspection shown = inspection.get();
        if (shown != null && shown.response() != null) {
            site.showFile(shown.response().file());
        }
    }

    private void inspect(@Nullable LogRow row) {
        inspection.set(row == null ? null
                : Inspection.of(row.exchange(), row.client(), sent.contains(row.exchange())));
        turnedTo(page.get());
        if (row != null) {
            lookAround(row);
        }
    }

    /** Finds out what takes longer, and shows it if the same request is still selected then. */
    private void lookAround(LogRow row) {
        Site of = sites.selected();
        if (of == null) {
            return;
        }
        try {
            threads.waiting().execute(() -> {
                Surroundings found = Surroundings.find(of.log(), of.folder(), row.exchange());
                threads.ui().execute(() -> {
                    Inspection shown = inspection.get();
                    if (shown != null && shown.exchange().equals(row.exchange())) {
                        inspection.set(shown.with(found));
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }

    private void turnedTo(Page now) {
        Inspection shown = inspection.get();
        Site of = sites.selected();
        if (now == Page.PREVIEW && shown != null && shown.response() != null && of != null) {
            preview.show(of.folder(), shown.response());
        } else {
            preview.clear();
        }
        if (now == Page.REPLAY && shown != null) {
            replay.begin(shown.exchange());
        }
    }
}
