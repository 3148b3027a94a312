package dev.porthole.app.export;

import dev.porthole.app.log.CombinedFormat;
import dev.porthole.app.log.CsvFormat;
import dev.porthole.app.log.HarWriter;
import dev.porthole.app.log.JsonFormat;
import dev.porthole.app.log.LineWriter;
import dev.porthole.app.log.LogWriter;
import java.io.IOException;
import java.io.OutputStream;

/** What an exported file can be. */
public enum ExportFormat {
    /** HTTP Archive 1.2, for browsers and for opening it again here. */
    HAR("har"),
    /** Combined Log Format, for log analysers. */
    COMBINED("log"),
    /** Comma-separated values, for spreadsheets. */
    CSV("csv"),
    /** A JSON object a line, for scripts. */
    NDJSON("ndjson");

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /** What its files' names end in, without the dot. */
    public String extension() {
        return extension;
    }

    /** Begins to write; the writer closes the stream. */
    LogWriter open(OutputStream out, ExportOrder order) throws IOException {
        return switch (this) {
            case HAR -> new HarWriter(out, order.programVersion(), order.site(), order.withSecrets());
            case COMBINED -> new LineWriter(out, new CombinedFormat());
            case CSV -> new LineWriter(out, new CsvFormat());
            case NDJSON -> new LineWriter(out, new JsonFormat());
        };
    }
}
