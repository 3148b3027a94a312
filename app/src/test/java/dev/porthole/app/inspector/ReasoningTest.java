package dev.porthole.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.check.NearestName;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.event.CodingFact;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.Impairment;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasoningTest {

    private static final String SITE = "http://localhost:7890/";

    @TempDir Path folder;

    private static Exchange exchange(
            String target, String asked, int status, Why why, @Nullable String file, String answered, Timing timing) {
        RequestReceived request = new RequestReceived(
                2, 1, 1, Instant.EPOCH, "GET", target, "HTTP/1.1",
                "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + asked + "\r\n");
        return new Exchange(null, request, new ResponseFinished(
                2, 1, Instant.EPOCH, status, why, file, null, 100, 50_000_000,
                "HTTP/1.1 " + status + " X\r\n" + answered + "\r\n", timing, ResponseFinished.Outcome.COMPLETE));
    }

    private static Exchange file(String target, String asked, String answered) {
        return exchange(target, asked, 200, Why.of(Rule.FILE), "site.css", answered, new Timing(1, 1, 1));
    }

    private static Surroundings after(@Nullable Exchange before) {
        return new Surroundings(new SameRequests(before, null), null, -1, null, null);
    }

    private static String said(Exchange exchange, Surroundings around) {
        Messages messages = new Messages();
        List<Finding> findings = Reasoning.of(exchange, exchange.response(), around, SITE);
        return findings.stream().map(finding -> switch (finding) {
            case Finding.Words words -> messages.say(words.text());
            case Finding.Quote quote -> quote.text();
            case Finding.Option option -> option.text();
            case Finding.Pair pair -> pair.text() + " | " + pair.otherText();
            case Finding.Advice advice -> messages.say(advice.text());
        }).collect(Collectors.joining("\n"));
    }

    private static Exchange faulted(String rule) {
        Exchange plain = file("/site.css", "", "");
        ResponseFinished response = plain.response();
        return new Exchange(null, plain.request(), new ResponseFinished(
                2, 1, Instant.EPOCH, 503, Why.of(Rule.FAULT_STATUS, rule), null, null, 100, 200, "",
                response.timing(), response.outcome(), Impairment.of("", rule)));
    }

    @Test
    void tellsAFaultInWordsAndHowItIsSetUpOnTheCommandLine() {
        assertThat(said(faulted("/site.css=status:503;every:2"), Surroundings.UNKNOWN)).contains(
                "/site.css: error 503 instead, every 2nd time\n--fault '/site.css=status:503;every:2'");
        assertThat(said(faulted("it's slow"), Surroundings.UNKNOWN)).startsWith("--fault 'it'\\''s slow'");
    }

    @Test
    void showsBothValidatorsSideBySide() {
        Exchange exchange = exchange("/a", "If-None-Match: \"1\", \"2\"\r\n", 304, Why.of(Rule.ETAG_MATCHED, "\"2\""),
                "a", "ETag: \"2\"\r\n", new Timing(1, 1, 1));
        assertThat(said(exchange, new Surroundings(SameRequests.NONE, null, 1_234, null, null)))
                .contains("\"1\", \"2\" | \"2\"", "1,234 B did not have to be sent");
    }

    @Test
    void saysHowContentCameIntoItsCoding() {
        Exchange made = exchange("/a", "", 200, Why.of(Rule.FILE, CodingFact.encoded("br", 45_120, 11_031, 3_140_000)),
                "a.js", "Content-Encoding: br\r\nContent-Length: 11031\r\n", new Timing(1, 1, 1));
        assertThat(said(made, Surroundings.UNKNOWN))
                .contains("with br: 45,120 B became 11,031 B (24 %), in 3.1 ms", "\n45,120 B")
                .doesNotContain("->");
        Exchange stored = exchange("/a", "", 200, Why.of(Rule.INDEX, CodingFact.beside("gzip", "a.js.gz")),
                "a.js", "Content-Encoding: gzip\r\nContent-Length: 5\r\n", new Timing(1, 1, 1));
        assertThat(said(stored, new Surroundings(SameRequests.NONE, null, 1_234, null, null)))
                .contains("With gzip, in the file a.js.gz beside it", "1,234 B");
    }

    @Test
    void saysWhatCompressionWouldSave() throws Exception {
        Files.writeString(folder.resolve("a.js"), "let it = be; ".repeat(1_000));
        Files.writeString(folder.resolve("small.js"), "1");
        String saved = said(typed("a.js", ""), around("a.js", ""));
        assertThat(saved).containsPattern("With br it would be \\d+ B \\(\\d %\\)").contains("“Compress”");
        assertThat(said(typed("a.js", "Vary: Accept-Encoding\r\n"), around("a.js", "Vary: Accept-Encoding\r\n")))
                .contains("had the client accepted that");
        assertThat(around("small.js", "").savings()).isNull();
        assertThat(around("gone.js", "").savings()).isNull();
        assertThat(around("a.js", "Content-Encoding: br\r\n").savings()).isNull();
    }

    private static Exchange typed(String file, String answered) {
        Exchange plain = exchange("/" + file, "", 200, Why.of(Rule.FILE), file, answered, new Timing(1, 1, 1));
        ResponseFinished response = plain.response();
        return new Exchange(null, plain.request(), new ResponseFinished(
                2, 1, Instant.EPOCH, 200, response.why(), file, "text/javascript; charset=utf-8", 100, 200,
                response.headText(), response.timing(), response.outcome()));
    }

    private Surroundings around(String file, String answered) {
        return new Surroundings(SameRequests.NONE, null, -1, null,
                Savings.find(folder, typed(file, answered).response()).orElse(null));
    }

    @Test
    void saysWhichBytesOfHowMany() {
        Exchange part = exchange("/a", "Range: bytes=10-19\r\n", 206, Why.of(Rule.RANGE, "bytes 10-19/1000"),
                "a", "Content-Range: bytes 10-19/1000\r\n", new Timing(1, 1, 1));
        assertThat(said(part, Surroundings.UNKNOWN))
                .contains("Range: bytes=10-19", "Bytes 10 to 19: 10 of 1,000 bytes.", "1,000 B");
        Exchange beyond = exchange("/a", "Range: bytes=9-\r\n", 416,
                Why.of(Rule.RANGE_NOT_SATISFIABLE, "bytes=9- / 5"), "a", "", new Timing(1, 1, 1));
        assertThat(said(beyond, Surroundings.UNKNOWN)).contains("bytes=9-", "The file has 5 bytes");
    }

    @Test
    void namesThePageWithTheWrongLinkAndTheNameThatWasMeant() {
        Exchange missing = exchange("/Logo.png", "Referer: http://localhost:7890/team.html\r\n", 404,
                Why.of(Rule.NOT_FOUND), null, "", new Timing(1, 1, 1));
        NearestName nearest = new NearestName("/logo.png", NearestName.Kind.CASE);
        assertThat(said(missing, new Surroundings(SameRequests.NONE, nearest, -1, null, null)))
                .contains("/logo.png", "Only the case of letters differs", "http://localhost:7890/team.html");
    }

    @Test
    void blamesNoPageForTheIconThatBrowsersAskForByThemselves() {
        Exchange icon = exchange("/favicon.ico", "Referer: http://localhost:7890/\r\n", 404,
                Why.of(Rule.NOT_FOUND), null, "", new Timing(1, 1, 1));
        assertThat(said(icon, Surroundings.UNKNOWN)).contains("Browsers ask for this icon by themselves")
                .doesNotContain("Look in that page for the link");
    }

    @Test
    void findsTheNearestNameStepByStep() throws Exception {
        Files.createDirectories(folder.resolve("Img/team"));
        Files.writeString(folder.resolve("Img/team/zoe.jpg"), "");
        Files.writeString(folder.resolve("Img/team/max.jpg"), "");
        Files.writeString(folder.resolve(".secret"), "");
        assertThat(NearestName.find(folder, "/img/team/zoe.jpg"))
                .contains(new NearestName("/Img/team/zoe.jpg", NearestName.Kind.CASE));
        assertThat(NearestName.find(folder, "/Img/team/zeo.jpg"))
                .contains(new NearestName("/Img/team/zoe.jpg", NearestName.Kind.SPELLING));
        assertThat(NearestName.find(folder, "/Img/team/zoe.jpg"))
                .contains(new NearestName("/Img/team/zoe.jpg", NearestName.Kind.THERE_NOW));
        assertThat(NearestName.find(folder, "/Img/tema"))
                .contains(new NearestName("/Img/team/", NearestName.Kind.SPELLING));
        assertThat(NearestName.find(folder, "/something-else")).isEmpty();
        assertThat(NearestName.find(folder, "/secret")).isEmpty();
        assertThat(NearestName.find(folder, "/../x")).isEmpty();
        assertThat(NearestName.find(folder, "/")).isEmpty();
    }

    @Test
    void saysWhyAStyleSheetIsNeverCached() {
        String tag = "ETag: \"1\"\r\n";
        Exchange before = file("/site.css?v=1", "", tag);
        assertThat(said(file("/site.css?v=2", "", tag), after(before)))
                .contains("Never taken from the cache", "/site.css?v=1 | /site.css?v=2");
        assertThat(said(file("/site.css?v=1", "", tag), after(before))).contains("did not send the ETag back");
        assertThat(said(file("/site.css", "", tag), after(null))).contains("had not asked for it before");
        assertThat(said(file("/site.css", "Cache-Control: no-cache\r\n", tag), after(null))).contains("Ctrl+Shift+R");
        assertThat(said(file("/site.css", "", ""), after(null))).contains("without an ETag");
        assertThat(said(file("/site.css", "If-None-Match: \"0\"\r\n", tag), after(null)))
                .contains("the file has changed since", "\"0\" | \"1\"");
    }

    @Test
    void doesNotCallAnAnswerWholeThatWasCut() {
        Exchange whole = file("/site.css", "", "ETag: \"1\"\r\n");
        ResponseFinished sent = whole.response();
        Exchange cut = new Exchange(null, whole.request(), new ResponseFinished(
                2, 1, Instant.EPOCH, 200, sent.why(), "site.css", null, 50, 50, sent.headText(), sent.timing(),
                ResponseFinished.Outcome.CUT_ON_PURPOSE));
        assertThat(said(whole, after(null))).contains("Sent whole");
        assertThat(said(cut, after(null))).doesNotContain("Sent whole").contains("Cut on purpose");
    }

    @Test
    void saysWhoMadeItSlow() {
        long second = 1_000_000_000L;
        assertThat(slow(new Timing(0, 0, 0, second / 10, 31 * second / 10)))
                .contains("The client took 3.20 s to take the bytes: blocked on EPOLLOUT for 3.10 s (15.6 MB/s)");
        assertThat(slow(new Timing(second, 0, 0, 1, 0))).contains("in a queue");
        assertThat(slow(new Timing(0, second, 0, 1, 0))).contains("to send its request");
        assertThat(slow(new Timing(0, 0, second, 1, 0))).contains("find and open the file");
        assertThat(slow(new Timing(0, 0, 0, second, 0))).contains("to write the answer");
        assertThat(slow(new Timing(0, 1, 1, 1, 0))).doesNotContain("took");
    }

    private static String slow(Timing timing) {
        return said(exchange("/a", "", 404, Why.of(Rule.METHOD_UNKNOWN), null, "", timing), Surroundings.UNKNOWN);
    }

    @Test
    void everyHeaderLineHasItsReason() {
        Exchange exchange = file("/site.css", "", "Date: now\r\nCache-Control: no-cache\r\nX-Other: 1\r\n");
        assertThat(HeaderOrigin.of(exchange.request(), exchange.response())).extracting(HeaderOrigin::reason)
                .containsExactly(Phrase.of("header.DATE"), Phrase.of("header.ASK_EACH_TIME"),
                        Phrase.of("header.UNKNOWN"));
    }

    @Test
    void headsDifferLineByLine() {
        assertThat(HeadDifference.between(
                HeadFields.of("GET / HTTP/1.1\r\nHost: a\r\nAccept: x\r\nA: 1\r\nA: 2\r\n\r\n"),
                HeadFields.of("GET / HTTP/1.1\r\nhost: a\r\nA: 1\r\nA: 3\r\nRange: bytes=0-\r\n\r\n")))
                .containsExactly(
                        new HeadDifference("Accept", "x", null),
                        new HeadDifference("A", "2", "3"),
                        new HeadDifference("Range", null, "bytes=0-"));
    }
}
