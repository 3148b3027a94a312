package dev.porthole.app.requests;

import dev.porthole.app.text.Addresses;
import dev.porthole.app.text.Messages;
import dev.porthole.server.event.Exchange;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes rows in the forms in which they are copied. Any thread. */
final class RowTexts {

    private final Messages messages;
    private final ColumnTexts texts;
    private final Function<LogRow, Exchange> whole;
    private final BiFunction<String, Exchange, String> curl;

    /**
     * A writer of rows.
     *
     * @param whole the exchange of a row with its heads, as far as they are kept
     * @param curl writes a request to the site with this address as a command
     */
    RowTexts(Messages messages, Function<LogRow, Exchange> whole, BiFunction<String, Exchange, String> curl) {
        this.messages = messages;
        this.whole = whole;
        this.curl = curl;
        texts = new ColumnTexts(messages, row -> whole.apply(row).request().headText());
    }

    /**
     * The rows as a text.
     *
     * @param format the form
     * @param rows the rows, in their order
     * @param columns the columns that are shown, of which those are written that have words
     * @param site the site's address
     */
    String write(CopyFormat format, List<LogRow> rows, List<RequestColumn> columns, String site) {
        List<RequestColumn> written = columns.stream().filter(column -> column != RequestColumn.BAR).toList();
        return switch (format) {
            case TEXT -> table(rows, written, "", "\t", "", text -> text.replace('\t', ' '));
            case MARKDOWN -> markdown(rows, written);
            case CURL -> rows.stream().map(row -> curl.apply(site, whole.apply(row)))
                    .collect(Collectors.joining("\n\n"));
            case URL -> rows.stream().map(row -> url(site, row)).collect(Collectors.joining("\n"));
        };
    }

    /** The address of a request. */
    static String url(String site, LogRow row) {
        String target = row.exchange().request().target();
        return Addresses.origin(site) + (target.startsWith("/") ? target : "/");
    }

    private String markdown(List<LogRow> rows, List<RequestColumn> columns) {
        String text = table(rows, columns, "| ", " | ", " |", cell -> cell.replace("\\", "\\\\").replace("|", "\\|"));
        String rule = columns.stream()
                .map(column -> column.styles().contains("right") ? "---:" : "---")
                .collect(Collectors.joining(" | ", "| ", " |"));
        int body = text.indexOf('\n');
        return text.substring(0, body + 1) + rule + text.substring(body);
    }

    private String table(
            List<LogRow> rows, List<RequestColumn> columns,
            String before, String between, String after, Function<String, String> safe) {
        StringBuilder all = new StringBuilder();
        all.append(columns.stream().map(column -> messages.get(column.title()))
                .collect(Collectors.joining(between, before, after)));
        for (LogRow row : rows) {
            all.append(columns.stream().map(column -> safe.apply(texts.text(column, row)))
                    .collect(Collectors.joining(between, "\n" + before, after)));
        }
        return all.append('\n').toString();
    }
}
