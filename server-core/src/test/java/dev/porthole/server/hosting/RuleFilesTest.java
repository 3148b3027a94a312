package dev.porthole.server.hosting;

import static dev.porthole.server.hosting.HostingService.CLOUDFLARE_PAGES;
import static dev.porthole.server.hosting.HostingService.NETLIFY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.hosting.RuleFileProblem.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code _headers} and {@code _redirects} say, and which of their lines have no effect. */
class RuleFilesTest {

    private static Parsed<RedirectRule> redirects(HostingService service, String text) {
        return RedirectsFile.parse(text, service);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NETLIFY | /a | NO_DESTINATION", "NETLIFY | /a 301 | NO_DESTINATION", "NETLIFY | a /b | PATTERN",
        "NETLIFY | /*/x/* /b | PATTERN", "NETLIFY | /a b | DESTINATION", "NETLIFY | /a //evil.example/ | DESTINATION",
        "NETLIFY | /a /\\evil.example/ | DESTINATION", "NETLIFY | /a/* https://:splat/ | DESTINATION",
        "NETLIFY | /a/:h https://:h.example/ | DESTINATION", "NETLIFY | /a /b 299 | STATUS",
        "NETLIFY | /a /b 301 Country=de | CONDITION", "NETLIFY | /a /b Language=de | CONDITION",
        "NETLIFY | http://old.example/* /:splat | OTHER_HOST",
        "NETLIFY | /api/* https://api.example/:splat 200 | PROXY",
        "NETLIFY | /api/* /.netlify/functions/:splat 200 | FUNCTION", "NETLIFY | /a/:x /b/:y | PLACEHOLDER",
        "NETLIFY | /a /a/ | LOOP", "NETLIFY | /a /b 301 302 | TOO_MANY_WORDS",
        "CLOUDFLARE_PAGES | /a | NO_DESTINATION", "CLOUDFLARE_PAGES | /a /b 301! | FORCED",
        "CLOUDFLARE_PAGES | /a /b 404 | STATUS", "CLOUDFLARE_PAGES | /shop id=:id /blog/:id 301 | QUERY",
        "CLOUDFLARE_PAGES | /a /b 302 Country=us | CONDITION",
        "CLOUDFLARE_PAGES | /a/* https://b.example/:splat 200 | PROXY",
        "CLOUDFLARE_PAGES | https://a.example/* /b | OTHER_HOST", "CLOUDFLARE_PAGES | /* /index.html 200 | LOOP",
        "CLOUDFLARE_PAGES | /a /a | LOOP"})
    void saysWhichLineHasNoEffect(HostingService service, String line, Kind kind) {
        Parsed<RedirectRule> parsed = redirects(service, "# first\n" + line + "\n/fine /there\n");
        assertThat(parsed.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.line()).isEqualTo(2);
        });
        assertThat(parsed.rules()).extracting(RedirectRule::line).containsExactly(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NETLIFY | /old/* /new/:splat | /old/a/b | | 301 | /new/a/b",
        "NETLIFY | /old/* /new/:splat | /old | | 301 | /new/",
        "NETLIFY | /old/* /new/:splat 302 | /old/a | x=1&y=2 | 302 | /new/a?x=1&y=2",
        "NETLIFY | /old /new?y=1 | /old | x=1 | 301 | /new?y=1",
        "NETLIFY | /old /new#part | /old | x=1 | 301 | /new?x=1#part",
        "NETLIFY | /old /new | /old/ | | 301 | /new",
        "NETLIFY | /store id=:id /blog/:id | /store | id=a%2Fb | 301 | /blog/a%2Fb",
        "NETLIFY | /store id=:id /blog/:id | /store | id=../x/y | 301 | /blog/..%2Fx%2Fy",
        "NETLIFY | /news/:m/:y /blog/:y/:m 308 | /news/5/26 | | 308 | /blog/26/5",
        "NETLIFY | /ü /ö | /%C3%BC | | 301 | /%C3%B6",
        "NETLIFY | /x/* /:splat | /x/evil.example | | 301 | /evil.example",
        "NETLIFY | /x/* /:splat/evil.example | /x/ | | 301 | /evil.example",
        "NETLIFY | /x/* https://new.example/:splat | /x/a%0D%0Ab | | 301 | https://new.example/a%0D%0Ab",
        "CLOUDFLARE_PAGES | /old /new | /old | | 302 | /new",
        "CLOUDFLARE_PAGES | /p/:code/:name /list?code=:code&name=:name | /p/1/a | q | 302 | /list?code=1&name=a",
        "CLOUDFLARE_PAGES | /blog/* https://my.example/:splat 301 | /blog/a | q=1 | 301 | https://my.example/a?q=1"})
    void leadsWhereTheLineSays(
            HostingService service, String line, String path, String query, int status, String target) {
        Redirects redirects = RuleBook.of(service, List.of(), "", line).redirects();
        assertThat(redirects.match(path, query)).hasValueSatisfying(match -> {
            assertThat(match.target()).isEqualTo(target);
            assertThat(match.rule().status()).isEqualTo(status);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NETLIFY | /store id=:id /blog/:id | /store | id=1&x=2", "NETLIFY | /store id=:id /blog/:id | /store |",
        "NETLIFY | /store id=7 /blog | /store | id=8", "NETLIFY | /* /:splat | /a |",
        "CLOUDFLARE_PAGES | /old /new | /old/ |", "CLOUDFLARE_PAGES | /old/* /new | /old |"})
    void leavesAloneWhatTheLineDoesNotMean(HostingService service, String line, String path, String query) {
        assertThat(RuleBook.of(service, List.of(), "", line).redirects().match(path, query)).isEmpty();
    }

    @Test
    void theFirstLineHoldsButExactPathsComeFirstOnCloudflare() {
        String text = "/a/* /star\n/a/b /exact\n";
        assertThat(RuleBook.of(NETLIFY, List.of(), "", text).redirects().match("/a/b", null))
                .hasValueSatisfying(match -> assertThat(match.target()).isEqualTo("/star"));
        assertThat(RuleBook.of(CLOUDFLARE_PAGES, List.of(), "", text).redirects().match("/a/b", null))
                .hasValueSatisfying(match -> assertThat(match.target()).isEqualTo("/exact"));
    }

    @Test
    void commentsAndForcedRulesOfNetlify() {
        Parsed<RedirectRule> parsed = redirects(NETLIFY, "/a /b 302! # why\n\n  # none\n/c /d # \n");
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.rules()).extracting(RedirectRule::forced).containsExactly(true, false);
        assertThat(parsed.rules().getFirst().summary()).isEqualTo("1: /a → /b");
    }

    @Test
    void cloudflareReadsNoMoreThanAHundredDynamicLines() {
        String text = IntStream.range(0, 150).mapToObj(i -> "/d" + i + "/* /x\n").collect(Collectors.joining());
        Parsed<RedirectRule> parsed = redirects(CLOUDFLARE_PAGES, text);
        assertThat(parsed.rules()).hasSize(100);
        assertThat(parsed.problems()).extracting(RuleFileProblem::kind).containsExactly(Kind.TOO_MANY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NETLIFY | X-A: 1 | NO_PATH | 1", "NETLIFY | /a%  X-A | NO_FIELD | 2", "NETLIFY | /a%  X A: 1 | NAME | 2",
        "NETLIFY | /a%  Content-Length: 1 | RESERVED | 2", "NETLIFY | /a%  X-A: ü | VALUE | 2",
        "NETLIFY | /a%  ! X-A | REMOVAL | 2", "NETLIFY | /a%  Basic-Auth: a:b | PASSWORD | 2",
        "NETLIFY | https://a.example/*%  X-A: 1 | OTHER_HOST | 1", "NETLIFY | /*/*%  X-A: 1 | PATTERN | 1",
        "CLOUDFLARE_PAGES | /a%  ! ETag | RESERVED | 2"})
    void saysWhichFieldHasNoEffect(HostingService service, String text, Kind kind, int line) {
        Parsed<HeadersFile.Line> parsed = HeadersFile.parse(text.replace("%", "\n"), service);
        assertThat(parsed.rules()).isEmpty();
        assertThat(parsed.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.line()).isEqualTo(line);
        });
    }

    @Test
    void filesFromWindowsAndEmptyOnesAreRead() {
        assertThat(redirects(NETLIFY, "/a /b\r\n/c /d\r\n").rules()).hasSize(2);
        assertThat(HeadersFile.parse("/a\r\n  X-A: 1\r\n", NETLIFY).rules()).hasSize(1);
        assertThat(RuleBook.of(NETLIFY, List.of(), null, null).problems())
                .extracting(RuleFileProblem::kind).containsExactly(Kind.FILE_TOO_LARGE, Kind.FILE_TOO_LARGE);
    }
}
