package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Preconditions: RFC 9110 section 13. In the tables, TAG stands for the current entity tag, HEX for the same
 * without its quotes, LM for the date of the file, EARLIER and LATER for a second off it.
 */
class ConditionalTest {

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.file("index.html", "<p>home</p>");
        folder.file("sub/inner.txt", "inner");
    });

    private static final String LM = "Fri, 02 Jan 2026 03:04:05 GMT";
    private static final String EARLIER = "Fri, 02 Jan 2026 03:04:04 GMT";
    private static final String LATER = "Fri, 02 Jan 2026 03:04:06 GMT";

    private static String tag;

    @BeforeAll
    static void askForTheTag() throws Exception {
        tag = SITE.strongTag("/letters.txt");
    }

    private static String[] lines(String template) {
        return Stream.of(template.split("~"))
                .map(line -> line.strip()
                        .replace("TAG", tag)
                        .replace("HEX", tag.substring(1, tag.length() - 1))
                        .replace("EARLIER", EARLIER)
                        .replace("LATER", LATER)
                        .replace("LM", LM))
                .toArray(String[]::new);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            cond.inm-match            | 304 | If-None-Match: TAG
            cond.inm-mismatch         | 200 | If-None-Match: "other"
            cond.inm-mismatch         | 200 | If-None-Match: "HEXx"
            cond.inm-mismatch         | 200 | If-None-Match: "xHEX"
            cond.inm-mismatch         | 200 | If-None-Match: ""
            cond.inm-star             | 304 | If-None-Match: *
            cond.inm-star-blanks      | 304 | If-None-Match: \t *
            cond.inm-list             | 304 | If-None-Match: "a", TAG, "b"
            cond.inm-list-tight       | 304 | If-None-Match: "a",TAG
            cond.inm-list-tab         | 304 | If-None-Match: "a"\t,\tTAG
            cond.inm-list-empty-items | 304 | If-None-Match: , ,TAG,,
            cond.inm-list-comma-inside| 304 | If-None-Match: "a,b", TAG
            cond.inm-list-without     | 200 | If-None-Match: "a", "b"
            cond.inm-hidden-in-a-tag  | 200 | If-None-Match: "a,HEX,b"
            cond.inm-two-lines        | 304 | If-None-Match: "a" ~ If-None-Match: TAG
            cond.inm-weak             | 304 | If-None-Match: W/TAG
            cond.inm-weak-list        | 304 | If-None-Match: W/"a", W/TAG
            cond.inm-quoted-star      | 200 | If-None-Match: "*"
            cond.inm-malformed        | 200 | If-None-Match: HEX
            cond.inm-malformed        | 200 | If-None-Match: "HEX
            cond.inm-malformed        | 200 | If-None-Match: HEX"
            cond.inm-malformed        | 200 | If-None-Match: 'HEX'
            cond.inm-malformed        | 200 | If-None-Match: w/TAG
            cond.inm-malformed        | 200 | If-None-Match: W/
            cond.inm-malformed        | 200 | If-None-Match: W/HEX
            cond.inm-malformed        | 200 | If-None-Match: ,
            cond.inm-malformed        | 200 | If-None-Match:
            cond.inm-malformed        | 200 | If-None-Match: "
            cond.inm-malformed        | 200 | If-None-Match: **
            cond.inm-beats-ims        | 200 | If-None-Match: "other" ~ If-Modified-Since: LM
            cond.inm-beats-ims        | 200 | If-None-Match: "other" ~ If-Modified-Since: LATER
            cond.inm-beats-ims        | 304 | If-None-Match: TAG ~ If-Modified-Since: EARLIER
            cond.ims-equal            | 304 | If-Modified-Since: LM
            cond.ims-later            | 304 | If-Modified-Since: LATER
            cond.ims-earlier          | 200 | If-Modified-Since: EARLIER
            cond.ims-long-ago         | 200 | If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT
            cond.ims-rfc850           | 304 | If-Modified-Since: Friday, 02-Jan-26 03:04:05 GMT
            cond.ims-rfc850-earlier   | 200 | If-Modified-Since: Friday, 02-Jan-26 03:04:04 GMT
            cond.ims-rfc850-century   | 200 | If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT
            cond.ims-asctime          | 304 | If-Modified-Since: Fri Jan  2 03:04:05 2026
            cond.ims-asctime-earlier  | 200 | If-Modified-Since: Fri Jan  2 03:04:04 2026
            cond.ims-invalid          | 200 | If-Modified-Since: yesterday
            cond.ims-invalid          | 200 | If-Modified-Since:
            cond.ims-invalid          | 200 | If-Modified-Since: 0
            cond.ims-invalid          | 200 | If-Modified-Since: 1767323045
            cond.ims-invalid          | 200 | If-Modified-Since: 2026-01-02T03:04:05Z
            cond.ims-invalid          | 200 | If-Modified-Since: Fri, 32 Jan 2026 03:04:05 GMT
            cond.ims-invalid          | 200 | If-Modified-Since: Sun, 31 Feb 2027 03:04:05 GMT
            cond.ims-invalid          | 200 | If-Modified-Since: Fri, 02 Foo 2026 03:04:05 GMT
            cond.ims-invalid          | 200 | If-Modified-Since: Fri, 02 Jan 2026 25:04:05 GMT
            cond.ims-invalid          | 200 | If-Modified-Since: Fri, 02 Jan 2026 03:04:05
            cond.ims-invalid          | 200 | If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT and more
            cond.ims-invalid          | 200 | If-Modified-Since: Fri, 02 Jan 2026 03:04:05 PST
            cond.ims-invalid          | 200 | If-Modified-Since: LM, LM
            cond.ims-invalid          | 200 | If-Modified-Since: "LM"
            cond.if-match-match       | 200 | If-Match: TAG
            cond.if-match-star        | 200 | If-Match: *
            cond.if-match-mismatch    | 412 | If-Match: "other"
            cond.if-match-list        | 200 | If-Match: "a", TAG
            cond.if-match-two-lines   | 200 | If-Match: "a" ~ If-Match: TAG
            cond.if-match-list-without| 412 | If-Match: "a", "b"
            cond.if-match-weak        | 412 | If-Match: W/TAG
            cond.if-match-weak-list   | 412 | If-Match: W/TAG, "a"
            cond.if-match-quoted-star | 412 | If-Match: "*"
            cond.ius-old              | 412 | If-Unmodified-Since: EARLIER
            cond.ius-long-ago         | 412 | If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT
            cond.ius-equal            | 200 | If-Unmodified-Since: LM
            cond.ius-later            | 200 | If-Unmodified-Since: LATER
            cond.ius-rfc850           | 412 | If-Unmodified-Since: Friday, 02-Jan-26 03:04:04 GMT
            cond.ius-asctime          | 412 | If-Unmodified-Since: Fri Jan  2 03:04:04 2026
            cond.ius-invalid          | 200 | If-Unmodified-Since: yesterday
            cond.ius-invalid          | 200 | If-Unmodified-Since: Thu, 32 Jan 1970 00:00:00 GMT
            cond.order-im-inm         | 412 | If-Match: "other" ~ If-None-Match: TAG
            cond.order-im-inm         | 304 | If-Match: TAG ~ If-None-Match: TAG
            cond.order-im-inm         | 200 | If-Match: TAG ~ If-None-Match: "other"
            cond.order-im-ius         | 200 | If-Match: TAG ~ If-Unmodified-Since: EARLIER
            cond.order-im-ius         | 412 | If-Match: "other" ~ If-Unmodified-Since: LM
            cond.order-im-ims         | 304 | If-Match: TAG ~ If-Modified-Since: LM
            cond.order-ius-inm        | 412 | If-Unmodified-Since: EARLIER ~ If-None-Match: TAG
            cond.order-ius-inm        | 304 | If-Unmodified-Since: LM ~ If-None-Match: TAG
            cond.order-ius-ims        | 412 | If-Unmodified-Since: EARLIER ~ If-Modified-Since: LM
            cond.order-ius-ims        | 304 | If-Unmodified-Since: LM ~ If-Modified-Since: LM
            cond.order-all            | 304 | If-Match: * ~ If-Unmodified-Since: EARLIER ~ If-None-Match: *
            """)
    void thePreconditionsDecideInTheirOrder(String id, int status, String template) throws Exception {
        RawResponse get = SITE.get("/letters.txt", lines(template)).hasStatus(status);
        if (status == 200) {
            assertThat(get.text()).isEqualTo(ServedFolder.LETTERS);
        }
        // cond.inm-head and its kin: HEAD has the same preconditions.
        SITE.head("/letters.txt", lines(template)).hasStatus(status);
    }

    @ParameterizedTest(name = "cond.with-range {0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            304 | bytes=0-1  | If-None-Match: TAG
            304 | bytes=99-  | If-None-Match: TAG
            206 | bytes=0-1  | If-None-Match: "other"
            416 | bytes=99-  | If-None-Match: "other"
            412 | bytes=0-1  | If-Match: "other"
            412 | bytes=99-  | If-Match: "other"
            206 | bytes=0-1  | If-Match: TAG
            304 | bytes=0-1  | If-Modified-Since: LM
            206 | bytes=0-1  | If-Modified-Since: EARLIER
            412 | bytes=0-1  | If-Unmodified-Since: EARLIER
            206 | bytes=0-1  | If-Unmodified-Since: LM
            304 | bytes=0-1  | If-None-Match: TAG ~ If-Range: "other"
            200 | bytes=0-1  | If-None-Match: "other" ~ If-Range: "other"
            206 | bytes=0-1  | If-None-Match: "other" ~ If-Range: TAG
            412 | bytes=0-1  | If-Match: "other" ~ If-Range: TAG
            200 | bytes=99-  | If-Match: TAG ~ If-Range: "other"
            """)
    void preconditionsComeBeforeRanges(int status, String range, String template) throws Exception {
        String[] lines = Stream.concat(Stream.of("Range: " + range), Stream.of(lines(template)))
                .toArray(String[]::new);
        SITE.get("/letters.txt", lines).hasStatus(status);
    }

    @ParameterizedTest(name = "cond.not-evaluated: {0} {1} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            GET     | /missing     | 404 | If-None-Match: *
            GET     | /missing     | 404 | If-Match: *
            GET     | /missing     | 404 | If-Match: "x"
            GET     | /missing     | 404 | If-Unmodified-Since: EARLIER
            GET     | /sub         | 307 | If-None-Match: *
            GET     | /sub         | 307 | If-Match: "x"
            GET     | /%zz         | 400 | If-None-Match: *
            POST    | /letters.txt | 405 | If-None-Match: *
            PUT     | /letters.txt | 405 | If-Match: "x"
            DELETE  | /letters.txt | 405 | If-Match: TAG
            BREW    | /letters.txt | 501 | If-None-Match: *
            OPTIONS | /letters.txt | 200 | If-None-Match: *
            OPTIONS | /letters.txt | 200 | If-Match: "x"
            """)
    void preconditionsDoNotMatterWhenThereIsNothingToServe(
            String method, String target, int status, String template) throws Exception {
        SITE.ask(method, target, lines(template)).hasStatus(status);
    }

    @Test
    @DisplayName("cond.304-headers, cond.304-no-body")
    void a304CarriesWhatThe200WouldHave() throws Exception {
        RawResponse full = SITE.get("/letters.txt").hasStatus(200);
        RawResponse brief = SITE.get("/letters.txt", "If-None-Match: " + tag).hasStatus(304);
        for (String name : List.of("ETag", "Cache-Control", "Vary", "Expires", "Content-Location")) {
            assertThat(brief.values(name)).as(name).isEqualTo(full.values(name));
        }
        assertThat(brief.values("Content-Length")).as("absent, or that of the 200").isSubsetOf("26");
        assertThat(brief.has("Transfer-Encoding")).isFalse();
    }

    @Test
    @DisplayName("cond.304-no-body: in step")
    void theNextAnswerFollowsA304AtOnce() throws Exception {
        try (RawClient client = SITE.connect()) {
            for (int i = 0; i < 20; i++) {
                client.send(SITE.request("GET", "/letters.txt", "If-None-Match: " + tag));
                client.send(SITE.request("GET", "/letters.txt"));
                client.read().hasStatus(304);
                assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
            }
        }
    }

    @ParameterizedTest(name = "cond.index: {0}")
    @ValueSource(strings = {"/", "/index.html"})
    void theIndexHasPreconditionsToo(String target) throws Exception {
        String index = SITE.strongTag(target);
        SITE.get(target, "If-None-Match: " + index).hasStatus(304);
        SITE.get(target, "If-Modified-Since: " + LM).hasStatus(304);
        SITE.get(target, "If-Match: \"other\"").hasStatus(412);
    }

    @ParameterizedTest(name = "cond.listing: {0}")
    @ValueSource(strings = {"If-Modified-Since: Fri, 31 Dec 2027 23:59:59 GMT", "If-None-Match: \"other\"",
        "If-Range: \"x\"", "Range: bytes=0-1"})
    void aListingIsNeverTakenForUnchanged(String line) throws Exception {
        assertThat(SITE.get("/sub/", line).hasStatus(200).text()).contains("inner.txt");
    }

    @Test
    @DisplayName("cond.412-body: in step")
    void theConnectionIsInStepAfterA412() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt", "If-Match: \"other\""));
            client.read().hasStatus(412);
            client.send(SITE.request("HEAD", "/letters.txt", "If-Match: \"other\""));
            client.readAnswerTo("HEAD").hasStatus(412);
            client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
        }
    }

    @Test
    @DisplayName("cond.inm-list: long")
    void aLongListOfTagsIsSearchedToItsEnd() throws Exception {
        String many = "\"0123456789abcdef\", ".repeat(700);
        SITE.get("/letters.txt", "If-None-Match: " + many + tag).hasStatus(304);
        SITE.get("/letters.txt", "If-Match: " + many + tag).hasStatus(200);
        SITE.get("/letters.txt", "If-Match: " + many + "\"other\"").hasStatus(412);
    }
}
