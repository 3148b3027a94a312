package dev.porthole.app.inspector;

import dev.porthole.app.platform.ClipboardAccess;
import dev.porthole.app.requests.LogRow;
import dev.porthole.app.requests.RequestsViewModel;
import dev.porthole.app.site.SiteViewModel;
import dev.porthole.server.event.EventLog;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What the inspector shows: the selected request. */
public final class InspectorViewModel {

    private final RequestsViewModel requests;
    private final SiteViewModel site;
    private final ClipboardAccess clipboard;
    private final ReadOnlyObjectWrapper<@Nullable Inspection> inspection = new ReadOnlyObjectWrapper<>();

    /** Inspects what is selected in the table. */
    public InspectorViewModel(RequestsViewModel requests, SiteViewModel site, ClipboardAccess clipboard) {
        this.requests = requests;
        this.site = site;
        this.clipboard = clipboard;
        requests.selectedProperty().subscribe(this::inspect);
    }

    /** The inspected request, or null when the inspector is closed. */
    public ReadOnlyObjectProperty<@Nullable Inspection> inspectionProperty() {
        return inspection.getReadOnlyProperty();
    }

    /** Closes the inspector. */
    public void close() {
        requests.selectedProperty().set(null);
    }

    /** Copies the request as a command that sends it again. */
    public void copyAsCurl() {
        Inspection shown = inspection.get();
        if (shown != null) {
            clipboard.copy(CurlCommand.of(
                    site.addressProperty().get(), shown.request().method(), target(shown), shown.requestHead()));
        }
    }

    /** The log keeps only the beginning of a very long target; the head has all of it. */
    private static String target(Inspection shown) {
        String target = shown.request().target();
        if (target.length() < EventLog.LONGEST_TEXT || shown.requestHead().isEmpty()) {
            return target;
        }
        String line = shown.requestHead().getFirst().text();
        return line.substring(line.indexOf(' ') + 1, Math.max(line.indexOf(' ') + 1, line.lastIndexOf(' ')));
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
        inspection.set(row == null ? null : Inspection.of(row.exchange(), row.client()));
    }
}
