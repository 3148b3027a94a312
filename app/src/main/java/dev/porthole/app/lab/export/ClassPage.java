package dev.porthole.app.lab.export;

import dev.porthole.app.lab.ClassTrace;
import dev.porthole.app.lab.EventWords;
import dev.porthole.app.lab.plain.ReadingTable;
import dev.porthole.app.lab.plain.ToldTable;
import dev.porthole.app.lab.question.Question;
import dev.porthole.app.lab.question.QuestionViewModel.Vote;
import dev.porthole.app.lab.record.RecordingHeader;
import dev.porthole.app.lab.record.RecordingWriter;
import dev.porthole.app.text.Language;
import dev.porthole.app.text.Texts;
import dev.porthole.lab.event.LabEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One class as one page that needs nothing else: no script, no picture, nothing from the network. Both languages are in
 * it; a switch that is pure CSS shows one of them. Each run can be saved from it as a recording.
 *
 * @param runs everything that was run
 * @param votes everything that was voted
 * @param now when it was exported
 */
record ClassPage(List<Part> runs, List<Vote> votes, Instant now) {

    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#1f2328}
            h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em;border-top:1px solid #d8dee4;padding-top:1em}
            code,.call,.line{font-family:ui-monospace,monospace;font-size:13px;white-space:pre-wrap;
            overflow-wrap:anywhere}
            .step{font-weight:600;margin-top:.8em}.finding{background:#ddf4ff;padding:.4em .8em;margin:.6em 0}
            .line{color:#187b35}.quiet{color:#59636d;font-size:13px}.right{font-weight:600}
            table{border-collapse:collapse;margin:.6em 0}td,th{border:1px solid #d8dee4;padding:.2em .6em;
            text-align:left;font-size:13px}
            #zh:checked~main .en,#en:checked~main .zh{display:none}
            @media (prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}.finding{background:#121d2f}
            .quiet{color:#8d96a0}.line{color:#3fb950}a{color:#4493f8}td,th,h2{border-color:#30363d}}
            """;

    /** Copies the lists. */
    ClassPage {
        runs = List.copyOf(runs);
        votes = List.copyOf(votes);
    }

    /**
     * One run.
     *
     * @param header what ran, where and when
     * @param experiment the key of the experiment's title
     * @param events what happened
     * @param lost how many events there was no room for
     */
    record Part(RecordingHeader header, String experiment, List<LabEvent> events, long lost) {

        static Part of(ClassTrace.Run run) {
            return new Part(
                    RecordingHeader.here(run.name(), run.experiment().id(), run.evidence(), run.begun()),
                    "lab.experiment." + run.experiment().name(), run.events(), run.lost());
        }
    }

    /** The page. */
    String html() {
        StringBuilder html = new StringBuilder(64_000);
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
                .append("style-src 'unsafe-inline'\">\n<title>Epoll lab · Epoll 实验室</title>\n<style>\n")
                .append(STYLE).append("</style>\n</head>\n<body>\n")
                .append("<input type=\"radio\" name=\"language\" id=\"en\" checked><label for=\"en\">English</label>\n")
                .append("<input type=\"radio\" name=\"language\" id=\"zh\"><label for=\"zh\">中文</label>\n<main>\n");
        element(html, "h1", "", texts -> texts.get("lab.title"));
        element(html, "p", "quiet", texts -> texts.get("lab.export.where", computer(), instant(now)));
        if (!votes.isEmpty()) {
            element(html, "h2", "", texts -> texts.get("lab.export.votes"));
            votes.forEach(vote -> vote(html, vote));
        }
        runs.forEach(run -> run(html, run));
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String computer() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch") + ", Java " + Runtime.version();
    }

    private static String instant(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void vote(StringBuilder html, Vote vote) {
        Question question = vote.question();
        element(html, "p", "step", texts -> texts.get(question.key()));
        html.append("<table>\n");
        for (int i = 0; i < vote.votes().size(); i++) {
            String key = question.answerKeys().get(i);
            boolean right = question.right() == i + 1;
            html.append(right ? "<tr class=\"right\"><td>✓ " : "<tr><td>").append((char) ('A' + i)).append("</td><td>");
            element(html, "span", "", texts -> texts.get(key));
            html.append("</td><td>").append(vote.votes().get(i)).append("</td></tr>\n");
        }
        html.append("</table>\n");
        element(html, "p", "", texts -> texts.get(question.explanation()));
    }

    private static void run(StringBuilder html, Part run) {
        element(html, "h2", "", texts -> texts.get(run.experiment()) + " · " + run.header().script());
        element(html, "p", "quiet", texts -> texts.get("lab.badge." + run.header().evidence().name()) + " · "
                + texts.get("lab.evidence." + run.header().evidence().name()) + " · " + instant(run.header().date()));
        if (run.lost() > 0) {
            element(html, "p", "quiet", texts -> texts.get("lab.export.lost", run.lost()));
        }
        ToldTable told = new ToldTable();
        ReadingTable readings = new ReadingTable();
        for (LabEvent event : run.events()) {
            event(html, event, told, readings);
        }
        told(html, told);
        readings(html, readings);
        html.append("<p><a download=\"").append(escaped(run.header().script())).append(".jsonl\" href=\"data:")
                .append("application/x-ndjson;base64,").append(Base64.getEncoder().encodeToString(recording(run)))
                .append("\">").append(escaped(run.header().script())).append(".jsonl</a></p>\n");
    }

    private static byte[] recording(Part run) {
        List<String> lines = new ArrayList<>(List.of(RecordingWriter.header(run.header())));
        run.events().forEach(event -> lines.add(RecordingWriter.event(event)));
        lines.add(RecordingWriter.end(run.events().size()));
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void event(StringBuilder html, LabEvent event, ToldTable told, ReadingTable readings) {
        switch (event) {
            case LabEvent.Step step -> said(html, "step", step.key(), step.arguments());
            case LabEvent.Finding finding -> said(html, "finding", finding.key(), finding.arguments());
            case LabEvent.Call call -> same(html, "call", called(call));
            case LabEvent.Line line -> same(html, "line", line.program() + "  | " + line.text());
            case LabEvent.Told one -> told.add(one);
            case LabEvent.Reading one -> readings.add(one);
        }
    }

    private static void said(StringBuilder html, String style, String key, List<String> arguments) {
        element(html, "p", style, texts -> texts.get(key, arguments.toArray()));
    }

    private static String called(LabEvent.Call call) {
        return EventWords.at(call.nanos()) + " ms  " + call.thread() + "  " + call;
    }

    private static void told(StringBuilder html, ToldTable told) {
        if (told.rows().isEmpty()) {
            return;
        }
        html.append("<table>\n<tr><th></th>").append(cells("th", told.columns())).append("</tr>\n");
        for (ToldTable.Row row : told.rows()) {
            html.append("<tr><td>");
            element(html, "span", "", texts -> texts.get(row.key()));
            html.append("</td>");
            for (String column : told.columns()) {
                String flags = row.told().get(column);
                html.append("<td>");
                if (flags != null && flags.isEmpty()) {
                    element(html, "span", "quiet", texts -> texts.get("lab.table.silent"));
                } else if (flags != null) {
                    html.append(escaped(flags));
                }
                html.append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private static void readings(StringBuilder html, ReadingTable readings) {
        if (readings.rows().isEmpty()) {
            return;
        }
        html.append("<table>\n<tr><th></th>").append(cells("th", readings.series())).append("</tr>\n");
        for (Map<String, LabEvent.Reading> row : readings.rows()) {
            List<String> cells = new ArrayList<>(List.of(EventWords.number(row.values().iterator().next().at())));
            for (String series : readings.series()) {
                LabEvent.Reading one = row.get(series);
                cells.add(one == null ? "" : EventWords.measured(one.value(), one.unit()));
            }
            html.append("<tr>").append(cells("td", cells)).append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private static String cells(String tag, List<String> texts) {
        return texts.stream().map(text -> "<" + tag + ">" + escaped(text) + "</" + tag + ">")
                .collect(Collectors.joining());
    }

    /** The same in both languages: what the kernel or a program said. */
    private static void same(StringBuilder html, String style, String text) {
        html.append("<div class=\"").append(style).append("\">").append(escaped(text)).append("</div>\n");
    }

    private static void element(StringBuilder html, String tag, String style, Function<Texts, String> words) {
        for (Language language : Language.values()) {
            String code = language == Language.ENGLISH ? "en" : "zh";
            html.append('<').append(tag).append(" class=\"").append(code).append(style.isEmpty() ? "" : " " + style)
                    .append("\" lang=\"").append(language.locale().toLanguageTag()).append("\">")
                    .append(escaped(words.apply(Texts.of(language)))).append("</").append(tag).append(">\n");
        }
    }

    /** Nothing in a text may end its element or begin another one; what HTML cannot hold is shown as a code. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    boolean shown = c == '\n' || c == '\t' || switch (Character.getType(c)) {
                        case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
                        default -> true;
                    };
                    escaped.append(shown ? Character.toString(c) : String.format("\\u%04x", c));
                }
            }
        });
        return escaped.toString();
    }
}
