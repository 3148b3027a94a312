package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each term of a filter means, and what happens to one that means nothing. */
class RequestFilterTest {

    private static final Instant AT = local(LocalDateTime.of(2026, 11, 25, 14, 2, 11, 250_000_000));
    private static final String HEAD = """
            GET /img/Logo-zo%C3%AB.PNG?v=2 HTTP/1.1\r
            Host: localhost\r
            User-Agent: Mozilla/5.0 Firefox/145.0\r
            Cookie: a=b\r
            Referer: http://localhost/index.html\r
            \r
            """;

    private final Events events = new Events(new EventLog(10, 10_000));
    private final RowFacts facts = new RowFacts(events.log, number -> number == 1);
    private final long row = picture();

    private static Instant local(LocalDateTime time) {
        return time.atZone(ZoneId.systemDefault()).toInstant();
    }

    private long picture() {
        events.open(3, "192.168.1.20");
        return events.exchange(
                new RequestReceived(1, 3, 2, AT, "GET", "/img/Logo-zo%C3%AB.PNG?v=2", "HTTP/1.1", HEAD),
                new ResponseFinished(
                        1, 3, AT.plusMillis(12), 404, Why.of(Rule.NOT_FOUND), null, "image/svg+xml", 1_400_000,
                        1_500_000, "HTTP/1.1 404 \r\n\r\n", new Timing(2_000_000, 3_000_000, 7_000_000),
                        Outcome.CLIENT_LEFT));
    }

    private Verdict verdict(String text) {
        return verdict(text, row);
    }

    private Verdict verdict(String text, long number) {
        return facts.judge(RequestFilter.parse(text, StatusClass.ALL), number);
    }

    private static boolean marked(String text) {
        return !RequestFilter.parse(text, StatusClass.ALL).problems().isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "logo", "LOGO", "get", "404", "192.168", "zoë",
        "zo%c3", "logo get 404", "\"logo-zoë.png\"", "“logo”", "v=2",
        "status:404", "status=404", "status:4xx", "status:40X", "status:4", "status>=400", "status>403", "status<405",
        "status<=404", "status:>=400", "status≥400", "Status：404", "status＞＝400",
        "path:/img", "PATH:/IMG", "path:zoë", "path=/img/logo-zoë.png", "path=/img/Logo-zo%C3%AB.PNG",
        "path=/img/Logo-zo%C3%AB.PNG?v=2", "path:\"/img/logo\"",
        "method:GET", "method:g", "method=get", "type:svg", "type:image", "type=svg", "type=image/svg+xml",
        "size>1mb", "size>1.4MB", "size<2MB", "size>=1500000", "size<=1500kB", "size>1MiB", "size<1.5MiB",
        "took>10ms", "took<1s", "took>=12ms", "took>11999us", "took<1min", "took>11",
        "client:192.168", "client=192.168.1.20", "conn:#3", "conn:3", "conn=3", "conn<4",
        "reason:notfound", "reason:not_found", "reason:not-found", "reason:found", "reason:no",
        "outcome:cut", "outcome:left", "header:cookie", "header:COOK",
        "header:user-agent=firefox", "header:cookie=a=b",
        "referer:/index", "time:14:02", "time:14:02:11", "time:14:02:11.250", "time:14:02:11.25",
        "time:14:02:11..14:03:00", "time:14:02..", "time:..14:02", "time:2026-11-25", "time：14：02",
        "time:2026-11-25T14:02:11.000..2026-11-25T14:03:00.000", "time:2026-11-25T14:02:11.250..14:02:11.250",
        "time:14:00..2026-11-25T15:00", "time:23:00..14:03", "time>14:01", "time>=14:02", "time<14:03", "time<=14:02",
        "pinned:yes", "noise:no", "-pinned:no", "-status:200", "-nothing", "－nothing",
        "nothing OR logo", "nothing | logo", "nothing|logo", "nothing｜logo", "status:200 | status:404 logo",
        "-status:200 nothing | logo get", "OR logo", "logo |", "", "   ", "-", "http://x|logo"
    })
    void found(String text) {
        assertThat(verdict(text)).isEqualTo(Verdict.YES);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "post", "200", "logo nothing", "\"logo zoë\"", "-logo", "-404", "status:200", "status:5xx", "status:41",
        "status<404", "status>404", "-status:4xx", "path:/css", "path=/img", "path=/", "-path:/img", "method:HEAD",
        "method=ge", "type:css", "type=image", "size>1.5MB", "size<1mb", "size>1500000", "took<12ms", "took>12ms",
        "took>1min", "client:10.", "client=192.168", "conn:2", "conn:33", "-conn:#3", "reason:cached",
        "-reason:notfound",
        "outcome:complete", "outcome:server", "header:range", "header:user-agent=chrome", "header:firefox",
        "-header:cookie", "referer:/other", "time:14:03", "time:14:02:11.251", "time:14:02:12..", "time:..14:01",
        "time:2026-11-24", "time:2026-11-26T14:02", "time:15:00..14:01", "time>14:02", "time<14:02",
        "pinned:no", "-pinned:yes", "noise:yes", "logo status:200 | status:301", "nothing | post", "http://x"
    })
    void notFound(String text) {
        assertThat(verdict(text)).isEqualTo(Verdict.NO);
        assertThat(marked(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "stat:404", "foo>1", "localhost:80", "status:abc", "status:9", "status:4041", "status>4xx", "path>/a",
        "size:1mb",
        "size>big", "size>1x", "took:10ms", "took>10h", "conn:#x", "reason:xyz", "outcome:xyz", "pinned:maybe",
        "noise:2", "time:abc", "time:24:61", "time:2026-13-01", "time:14:02..15:0x", "time>14:02..14:03", "header>x"
    })
    void whatMeansNothingIsMarkedAndHasNoEffect(String text) {
        RequestFilter filter = RequestFilter.parse("logo " + text + " get", StatusClass.ALL);
        assertThat(filter.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.unfinished()).isFalse();
            assertThat(problem.start()).isEqualTo(5);
            assertThat(problem.end()).isEqualTo(5 + text.length());
        });
        assertThat(facts.judge(filter, row)).isEqualTo(Verdict.YES);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "status:", "status>", "status>=4", "size>", "size<1.", "took>", "took>10m", "conn:", "conn:#", "reason:",
        "outcome:", "path:", "header:", "time:", "time:14", "time:14:", "time:14:0", "time:2026-1", "time:14:02..1",
        "pinned:", "\"\"", "type:\"", "-"
    })
    void whatIsUnfinishedIsNotWrongYet(String text) {
        assertThat(RequestFilter.parse(text, StatusClass.ALL).problems())
                .singleElement().extracting(FilterProblem::unfinished).isEqualTo(true);
        assertThat(RequestFilter.parse(text, StatusClass.ALL).isEverything()).isTrue();
    }

    @Test
    void junkNeverFails() {
        String signs = "ab:=<>-|\"\\ ：＞“”#.x4 OR status time size";
        for (int seed = 0; seed < 5_000; seed++) {
            StringBuilder text = new StringBuilder();
            int state = seed;
            for (int i = 0; i < 12; i++) {
                state = state * 1_103_515_245 + 12_345;
                int at = (state >>> 16) % signs.length();
                text.append(signs, at, Math.min(signs.length(), at + 1 + (state >>> 8) % 6));
            }
            assertThat(verdict(text.toString())).isIn(Verdict.YES, Verdict.NO);
        }
    }

    @Test
    void segmentsAndTextMustBothHold() {
        assertThat(facts.judge(RequestFilter.parse("", StatusClass.CLIENT_ERROR), row)).isEqualTo(Verdict.YES);
        assertThat(facts.judge(RequestFilter.parse("logo", StatusClass.SUCCESSFUL), row)).isEqualTo(Verdict.NO);
    }

    @ParameterizedTest
    @CsvSource({
        "video,YES", "404,LATER", "image,NO", "status:404,LATER", "-status:404,LATER", "type:css,LATER",
        "size>1,LATER", "took>1ms,LATER", "reason:file,LATER", "outcome:cut,LATER", "video | status:404,YES",
        "image status:404,NO", "-video status:404,NO", "header:host,YES", "noise:no,YES"
    })
    void whatIsInFlightIsDecidedLater(String text, Verdict expected) {
        assertThat(verdict(text, events.receive("GET", "/video"))).isEqualTo(expected);
    }

    @Test
    void ofAForgottenHeadNobodyCanSayAnything() {
        Events small = new Events(new EventLog(10, 0));
        long number = small.answer("/", 200);
        RowFacts headless = new RowFacts(small.log, one -> false);
        for (String text : new String[] {"header:host", "-header:host"}) {
            assertThat(headless.judge(RequestFilter.parse(text, StatusClass.ALL), number))
                    .as(text).isEqualTo(Verdict.NO);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/favicon.ico,YES", "/a/apple-touch-icon-precomposed.png,YES", "/robots.txt?x,YES", "/js/app.js.map,YES",
        "/.well-known/appspecific/x.json,YES", "/favicon.icon,NO", "/sitemap,NO", "/a.map/b,NO", "/,NO"
    })
    void noise(String target, Verdict expected) {
        assertThat(verdict("noise:yes", events.answer(target, 404))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ETAG_MATCHED,cached", "NOT_MODIFIED_SINCE,cached", "DOTFILE,notfound", "RANGES,range", "LISTING,listing",
        "DIRECTORY_SLASH,redirect", "CLEAN_URL_REDIRECT,redirect", "FALLBACK,file", "FOREIGN_HOST,refused",
        "OVERLOADED,error", "IF_MATCH_FAILED,precondition",
        "REQUEST_TIMEOUT,timeout", "INDEX,file", "OWN_PAGE,file"
    })
    void plainWordsForRules(Rule rule, String word) {
        assertThat(Reasons.rules(word)).contains(rule);
        assertThat(Reasons.rules(rule.name())).contains(rule);
    }

    @Test
    void aSpanOfTimeIsWrittenSoThatItIsFoundAgain() {
        String dated = TimeSpan.term(AT, AT.plusMillis(750), LocalDate.of(2026, 11, 26));
        assertThat(dated).isEqualTo("time:2026-11-25T14:02:11.250..2026-11-25T14:02:12.000");
        String today = TimeSpan.term(AT.minusSeconds(11), AT, LocalDate.of(2026, 11, 25));
        assertThat(today).isEqualTo("time:14:02:00.250..14:02:11.250");
        assertThat(verdict(dated)).isEqualTo(Verdict.YES);
        assertThat(verdict(today)).isEqualTo(Verdict.YES);
        assertThat(verdict(FilterText.timeTerm(AT.minusSeconds(9), AT.minusMillis(1)))).isEqualTo(Verdict.NO);
    }
}
