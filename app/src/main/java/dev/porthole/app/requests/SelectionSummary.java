package dev.porthole.app.requests;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.ResponseFinished;
import java.util.List;

/** What several selected requests come to: how many, how much was sent, how long all of it took. */
final class SelectionSummary {

    private SelectionSummary() {}

    /** In words; empty for a single row, which says all of that itself. */
    static String of(List<LogRow> rows, Messages messages) {
        if (rows.size() < 2) {
            return "";
        }
        long bytes = 0;
        long nanos = 0;
        for (LogRow row : rows) {
            ResponseFinished response = row.exchange().response();
            bytes += response == null ? 0 : response.sentBytes();
            nanos += response == null ? 0 : response.timing().totalNanos();
        }
        return messages.get(
                "requests.selected",
                Quantities.count(rows.size()), Quantities.bytes(bytes), Quantities.duration(nanos));
    }
}
