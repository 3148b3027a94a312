package dev.porthole.server.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.porthole.server.event.FieldOrigin;
import dev.porthole.server.hosting.HeaderRule.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRuleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "assets/* | X-A | 1 | PATTERN", "'' | X-A | 1 | PATTERN", "/*/* | X-A | 1 | PATTERN",
        "/* | X A | 1 | NAME", "/* | '' | 1 | NAME", "/* | X:A | 1 | NAME", "/* | Ä | 1 | NAME",
        "/* | Content-Length | 1 | RESERVED", "/* | transfer-encoding | chunked | RESERVED",
        "/* | Connection | close | RESERVED", "/* | Date | x | RESERVED", "/* | Content-Range | x | RESERVED",
        "/* | ETag | \"x\" | RESERVED", "/* | Content-Encoding | gzip | RESERVED", "/* | Location | / | RESERVED",
        "/* | X-A | '' | VALUE", "/* | X-A | ' ' | VALUE", "/* | X-A | ü | VALUE"})
    void saysWhatIsWrong(String pattern, String name, String value, Problem problem) {
        assertThat(HeaderRule.problem(pattern, name, value)).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: x", "a\nb", "a\rb", "a\0b", "a\u007fb", " a", "a "})
    void noValueCanEndItsLine(String value) {
        assertThat(HeaderRule.problem("/*", "X-A", value)).contains(Problem.VALUE);
    }

    @Test
    void theLastRuleHoldsAndListsOfTheFileAreJoined() {
        HeaderRules rules = RuleBook.of(
                HostingService.NETLIFY,
                List.of(new HeaderRule("/a/*", "x-own", "1"), new HeaderRule("*.js", "X-Own", "2"),
                        new HeaderRule("/a/b.js", "X-File", "own")),
                "/*\n  X-List: 1\n  X-File: file\n/a/*\n  X-List: 2\n", "").headers();
        assertThat(rules.forPath("/a/b.js")).extracting(RuledField::name, RuledField::value, RuledField::detail)
                .contains(
                        tuple("X-Own", "2", "*.js"),
                        tuple("X-List", "1, 2", "2, 5"),
                        tuple("X-File", "own", "/a/b.js"));
        assertThat(rules.forPath("/c")).extracting(RuledField::name)
                .containsExactly("Cache-Control", "X-List", "X-File");
    }

    @Test
    void cloudflareTakesFieldsAwayAndFillsPlaceholdersIn() {
        HeaderRules rules = RuleBook.of(HostingService.CLOUDFLARE_PAGES, List.of(),
                "/*\n  X-Frame-Options: DENY\n/movies/:title\n  ! X-Frame-Options\n  x-movie: \":title\"\n", "")
                .headers();
        assertThat(rules.forPath("/movies/alien"))
                .filteredOn(field -> field.source() == FieldOrigin.Source.HEADERS_FILE)
                .extracting(RuledField::value).containsExactly(null, "\"alien\"");
    }
}
