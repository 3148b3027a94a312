package dev.porthole.app.check;

import java.io.StringWriter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Findings as JSON, an object for each, the same in every language. */
public final class ReportJson {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private ReportJson() {}

    /** One finding on one line, without its end. */
    public static String line(Finding finding) {
        StringWriter line = new StringWriter();
        try (JsonGenerator object = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            object.writeStartObject();
            object.writeStringProperty("kind", finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            object.writeStringProperty("file", finding.path());
            if (finding.line() > 0) {
                object.writeNumberProperty("line", finding.line());
            }
            if (!finding.subject().isEmpty()) {
                object.writeStringProperty("subject", finding.subject());
            }
            if (!finding.nearest().isEmpty()) {
                object.writeStringProperty("nearest", finding.nearest());
            }
            object.writeEndObject();
        }
        return line.toString();
    }
}
