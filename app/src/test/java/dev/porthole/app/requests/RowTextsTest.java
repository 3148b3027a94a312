package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.text.Language;
import dev.porthole.app.text.Messages;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Impairment;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RowTextsTest {

    private static final String SITE = "http://localhost:7890/";
    private static final List<RequestColumn> COLUMNS = List.of(
            RequestColumn.METHOD, RequestColumn.PATH, RequestColumn.STATUS, RequestColumn.SENT,
            RequestColumn.TOOK, RequestColumn.BAR);

    private final Events events = new Events(new EventLog(10, 10_000));
    private final Messages messages = new Messages();
    private final RowTexts texts = new RowTexts(
            messages, row -> Objects.requireNonNull(events.log.exchange(row.number())),
            (site, exchange) -> "curl " + site + " " + exchange.request().headText().lines().findFirst().orElseThrow());

    @Test
    void textIsWhatTheTableShowsUnderItsTitles() {
        assertThat(texts.write(CopyFormat.TEXT, rows(), COLUMNS, SITE)).isEqualTo("""
                Method\tPath\tStatus\tSent\tTook
                GET\t/a|b\t200\t1.2 kB\t1.50 ms
                GET\t/zoë\t404\t100 B\t0.00 ms
                HEAD\t/slow\t…\t…\t…
                """);
    }

    @Test
    void aMarkdownTableIsNotBrokenByWhatIsInIt() {
        assertThat(texts.write(CopyFormat.MARKDOWN, rows(), COLUMNS.subList(0, 4), SITE)).isEqualTo("""
                | Method | Path | Status | Sent |
                | --- | --- | --- | ---: |
                | GET | /a\\|b | 200 | 1.2 kB |
                | GET | /zoë | 404 | 100 B |
                | HEAD | /slow | … | … |
                """);
    }

    @Test
    void commandsAreMadeOfTheHeadsThatTheLogKeeps() {
        assertThat(texts.write(CopyFormat.CURL, rows(), COLUMNS, SITE)).isEqualTo("""
                curl http://localhost:7890/ GET /a|b HTTP/1.1

                curl http://localhost:7890/ GET /zo%C3%AB HTTP/1.1

                curl http://localhost:7890/ HEAD /slow HTTP/1.1""");
    }

    @Test
    void addressesAreAsTheyWereAskedFor() {
        assertThat(texts.write(CopyFormat.URL, rows(), COLUMNS, SITE)).isEqualTo("""
                http://localhost:7890/a|b
                http://localhost:7890/zo%C3%AB
                http://localhost:7890/slow""");
    }

    @Test
    void copiesSpeakTheLanguageOfTheWindow() {
        messages.languageProperty().set(Language.CHINESE);
        assertThat(texts.write(CopyFormat.TEXT, rows(), COLUMNS.subList(0, 2), SITE)).startsWith("方法\t路径\n");
    }

    @Test
    void faultsAreTheReasonInWords() {
        long error = faulted("/pay", Rule.FAULT_STATUS, "/pay=status:503");
        long late = faulted("/late", Rule.FILE, "/late=delay:2s");
        long foreign = faulted("/else", Rule.FILE, "something \u202eelse");
        List<LogRow> rows = List.of(row(error), row(late), row(foreign));
        assertThat(texts.write(CopyFormat.TEXT, rows, List.of(RequestColumn.REASON), SITE)).isEqualTo("""
                Reason
                Fault on purpose (/pay: error 503 instead)
                %1$s [/late: the answer comes 2 s later]
                %1$s [something \\u{202e}else]
                """.formatted(messages.get("why.FILE")));
        messages.languageProperty().set(Language.CHINESE);
        assertThat(texts.write(CopyFormat.TEXT, rows, List.of(RequestColumn.REASON), SITE))
                .contains("有意设置的故障（/pay：改为返回错误 503）");
    }

    private long faulted(String target, Rule rule, String fault) {
        long number = events.receive("GET", target);
        events.log.accept(new ResponseFinished(
                number, 1, Instant.EPOCH, 503, Why.of(rule), null, "text/html", 10, 20, "", new Timing(1, 2, 3),
                ResponseFinished.Outcome.COMPLETE, Impairment.of("", fault)));
        return number;
    }

    private List<LogRow> rows() {
        long first = events.receive("GET", "/a|b");
        events.finish(first, 200, 1_234, 1_500_000);
        long second = events.answer("/zo%C3%AB", 404);
        long third = events.receive("HEAD", "/slow");
        return List.of(row(first), row(second), row(third));
    }

    private LogRow row(long number) {
        return new LogRow(Objects.requireNonNull(events.log.exchange(number)), "127.0.0.1").withoutHeads();
    }
}
