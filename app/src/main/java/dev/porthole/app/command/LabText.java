package dev.porthole.app.command;

import dev.porthole.app.lab.EventWords;
import dev.porthole.app.lab.plain.ReadingTable;
import dev.porthole.app.lab.plain.ToldTable;
import dev.porthole.app.lab.record.RecordingHeader;
import dev.porthole.app.log.LogText;
import dev.porthole.app.text.Language;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.text.Texts;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What happens in the lab, as lines of text in one language. */
final class LabText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int TIME_WIDTH = 11;
    private static final int ACTOR_WIDTH = 10;

    private final Texts texts;
    private final boolean unicode;

    /** Words of a language for an output that may not know all letters. */
    LabText(Texts texts, Charset charset) {
        this.texts = texts;
        this.unicode = charset.newEncoder().canEncode("●文");
    }

    /** The user's language, for the standard output. */
    static LabText ofUser() {
        return new LabText(userTexts(), System.out.charset());
    }

    /** The words of the user's language. */
    static Texts userTexts() {
        return Texts.of(Language.nearest(Locale.getDefault(Locale.Category.DISPLAY)));
    }

    String get(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    String say(Phrase phrase) {
        return texts.say(phrase);
    }

    /** Where something comes from, with its shape. */
    String badge(Evidence evidence) {
        return unicode ? texts.get("lab.badge." + evidence.name()) : evidence.name();
    }

    /** What runs, where it comes from, and on which computer. */
    List<String> heading(RecordingHeader header, boolean recorded) {
        List<String> lines = new ArrayList<>();
        String title = "lab.script." + header.script();
        lines.add(LogText.printable((texts.has(title) ? texts.get(title) + "  " : "") + header.script()));
        String computer = header.os() + " " + header.kernel() + ", Java " + header.jdk();
        lines.add(badge(recorded ? Evidence.RECORDED : header.evidence()) + "  " + LogText.printable(recorded
                ? texts.get("lab.recording.where", computer, DAY.format(header.date().atZone(ZoneId.systemDefault())))
                : computer));
        return lines;
    }

    /** One event; a step is set off by an empty line. */
    List<String> lines(LabEvent event) {
        return switch (event) {
            case LabEvent.Step step -> List.of("", "> " + say(step.key(), step.arguments()));
            case LabEvent.Call call -> List.of(row(event, call.thread(), call.toString()));
            case LabEvent.Line line -> printed(event, line.program(), line.text());
            case LabEvent.Told told -> List.of(row(event, told.column(), texts.get(told.row()) + ": "
                    + (told.told().isEmpty() ? texts.get("lab.table.silent") : told.told())));
            case LabEvent.Reading reading -> List.of(row(event, reading.series(),
                    EventWords.number(reading.at()) + ": " + EventWords.measured(reading.value(), reading.unit())));
            case LabEvent.Finding finding -> List.of("=> " + say(finding.key(), finding.arguments()));
        };
    }

    private String say(String key, List<String> arguments) {
        return LogText.printable(texts.get(key, arguments.toArray()));
    }

    /** A program may print several lines at once. */
    private static List<String> printed(LabEvent event, String program, String text) {
        return text.lines().map(line -> row(event, program, "| " + line)).toList();
    }

    private static String row(LabEvent event, String actor, String what) {
        String time = EventWords.at(event.nanos());
        return " ".repeat(Math.max(0, TIME_WIDTH - time.length())) + time + " ms  "
                + padded(LogText.printable(actor), ACTOR_WIDTH) + "  " + LogText.printable(what);
    }

    /** What watchers were told; nothing if there were none. */
    List<String> table(ToldTable told) {
        List<List<String>> cells = new ArrayList<>();
        for (ToldTable.Row row : told.rows()) {
            List<String> line = new ArrayList<>(List.of(texts.get(row.key())));
            for (String column : told.columns()) {
                String flags = row.told().get(column);
                line.add(flags == null ? "" : flags.isEmpty() ? texts.get("lab.table.silent") : flags);
            }
            cells.add(line);
        }
        return table(texts.get("lab.table.told"), told.columns(), cells);
    }

    /** What was measured; nothing if there was nothing. */
    List<String> table(ReadingTable readings) {
        List<List<String>> cells = new ArrayList<>();
        for (Map<String, LabEvent.Reading> row : readings.rows()) {
            List<String> line = new ArrayList<>(List.of(EventWords.number(row.values().iterator().next().at())));
            for (String series : readings.series()) {
                LabEvent.Reading one = row.get(series);
                line.add(one == null ? "" : EventWords.measured(one.value(), one.unit()));
            }
            cells.add(line);
        }
        return table(texts.get("lab.table.readings"), readings.series(), cells);
    }

    private static List<String> table(String title, List<String> columns, List<List<String>> cells) {
        if (cells.isEmpty()) {
            return List.of();
        }
        List<String> head = new ArrayList<>(List.of(title));
        head.addAll(columns);
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.addAll(cells);
        List<String> lines = new ArrayList<>(List.of(""));
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = all.stream().mapToInt(each -> width(each.get(column))).max().orElse(0);
                line.append(padded(LogText.printable(row.get(i)), width + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** Filled with blanks, where Chinese characters take two columns. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    private static int width(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    private static boolean isWide(int c) {
        return c >= 0x1100 && (c <= 0x115f || c >= 0x2e80 && c <= 0xd7a3 || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60 || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000 && c <= 0x3fffd);
    }
}
