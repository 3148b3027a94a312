package dev.porthole.app.check;

import dev.porthole.app.log.Csv;
import dev.porthole.app.text.Messages;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Findings as comma-separated values, RFC 4180. What a spreadsheet would take for a formula is quoted for it. */
final class CheckCsv {

    private static final String LINE_END = "\r\n";

    private CheckCsv() {}

    /** A header and a line for each finding, in the language of the window. */
    static String write(List<Finding> findings, Messages messages) {
        String header = line(Stream.of("kind", "file", "line", "subject", "nearest", "words"));
        return header + findings.stream().map(finding -> line(Stream.of(
                finding.kind().name(), finding.path(), finding.line() == 0 ? "" : Integer.toString(finding.line()),
                finding.subject(), finding.nearest(), CheckTexts.words(finding, messages))))
                .collect(Collectors.joining());
    }

    private static String line(Stream<String> values) {
        return values.map(Csv::harmless).map(Csv::quoted).collect(Collectors.joining(",", "", LINE_END));
    }
}
