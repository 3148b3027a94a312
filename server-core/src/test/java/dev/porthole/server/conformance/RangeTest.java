package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte ranges: RFC 9110 section 14. */
class RangeTest {

    private static final String LM = "Fri, 02 Jan 2026 03:04:05 GMT";
    private static final int NOISE = 1_000_003;

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.file("index.html", "<p>home</p>");
        folder.file("one.txt", "x");
        folder.file("empty.txt", "");
        folder.file("sub/inner.txt", "inner");
        folder.noise("noise.bin", NOISE);
    });

    private static String tag;

    @BeforeAll
    static void askForTheTag() throws Exception {
        tag = SITE.strongTag("/letters.txt");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            range.supported        | bytes=0-0                      | 0-0   | a
            range.mid              | bytes=2-5                      | 2-5   | cdef
            range.open-ended       | bytes=20-                      | 20-25 | uvwxyz
            range.suffix           | bytes=-3                       | 23-25 | xyz
            range.suffix-one       | bytes=-1                       | 25-25 | z
            range.suffix-whole     | bytes=-26                      | 0-25  | abcdefghijklmnopqrstuvwxyz
            range.suffix-too-long  | bytes=-100                     | 0-25  | abcdefghijklmnopqrstuvwxyz
            range.suffix-huge      | bytes=-99999999999999999999999 | 0-25  | abcdefghijklmnopqrstuvwxyz
            range.end-clamped      | bytes=20-99                    | 20-25 | uvwxyz
            range.end-just-beyond  | bytes=20-26                    | 20-25 | uvwxyz
            range.huge-end         | bytes=20-9223372036854775807   | 20-25 | uvwxyz
            range.huge-end         | bytes=20-9223372036854775808   | 20-25 | uvwxyz
            range.huge-end         | bytes=20-18446744073709551616  | 20-25 | uvwxyz
            range.huge-end         | bytes=20-99999999999999999999999999 | 20-25 | uvwxyz
            range.last-byte        | bytes=25-25                    | 25-25 | z
            range.last-byte-open   | bytes=25-                      | 25-25 | z
            range.whole            | bytes=0-25                     | 0-25  | abcdefghijklmnopqrstuvwxyz
            range.whole-open       | bytes=0-                       | 0-25  | abcdefghijklmnopqrstuvwxyz
            range.leading-zeros    | bytes=0002-0000005             | 2-5   | cdef
            range.unit-case        | BYTES=2-5                      | 2-5   | cdef
            range.unit-case        | Bytes=2-5                      | 2-5   | cdef
            range.empty-members    | bytes=,2-5,,                   | 2-5   | cdef
            range.one-of-two       | bytes=99-,2-5                  | 2-5   | cdef
            range.one-of-two       | bytes=2-5,99-100               | 2-5   | cdef
            range.one-of-two       | bytes=2-5,-0                   | 2-5   | cdef
            """)
    void aRangeIsServed(String id, String range, String contentRange, String text) throws Exception {
        RawResponse response = SITE.get("/letters.txt", "Range: " + range).hasStatus(206);
        assertThat(response.header("Content-Range")).isEqualTo("bytes " + contentRange + "/26");
        assertThat(response.header("Content-Length")).as("range.content-length")
                .isEqualTo(String.valueOf(text.length()));
        assertThat(response.text()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            range.invalid-alpha      | bytes=a-5
            range.invalid-alpha-end  | bytes=1-b
            range.invalid-no-hyphen  | bytes=5
            range.invalid-reversed   | bytes=5-2
            range.invalid-empty      | bytes=
            range.invalid-comma      | bytes=,
            range.invalid-hyphen     | bytes=-
            range.invalid-hyphens    | bytes=--5
            range.invalid-three      | bytes=1-2-3
            range.invalid-unit-only  | bytes
            range.invalid-no-unit    | =0-5
            range.invalid-no-unit    | 0-5
            range.invalid-hex        | bytes=0x1-5
            range.invalid-fraction   | bytes=1.5-3
            range.invalid-plus       | bytes=+1-5
            range.invalid-blank      | bytes=2 - 5
            range.invalid-blank      | bytes=2- 5
            range.invalid-blank      | bytes = 2-5
            range.invalid-no-comma   | bytes=0-1 3-4
            range.invalid-semicolon  | bytes=0-1;3-4
            range.invalid-quoted     | bytes="0-1"
            range.invalid-one-of-two | bytes=0-1,a-b
            range.invalid-one-of-two | bytes=0-1,5-2
            range.invalid-one-of-two | bytes=99-,a-b
            range.invalid-huge       | bytes=99999999999999999999-1
            range.unknown-unit       | lines=1-5
            range.unknown-unit       | bytesx=0-1
            range.unknown-unit       | byte=0-1
            range.none-unit          | none
            """)
    void aRangeThatIsNotOneIsIgnored(String id, String range) throws Exception {
        RawResponse response = SITE.get("/letters.txt", "Range: " + range).hasStatus(200);
        assertThat(response.text()).isEqualTo(ServedFolder.LETTERS);
        assertThat(response.has("Content-Range")).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            range.unsatisfiable          | /letters.txt | bytes=26-                    | 26
            range.unsatisfiable          | /letters.txt | bytes=26-26                  | 26
            range.unsatisfiable          | /letters.txt | bytes=99-100                 | 26
            range.unsatisfiable-all      | /letters.txt | bytes=30-,40-50              | 26
            range.unsatisfiable-huge     | /letters.txt | bytes=9223372036854775807-   | 26
            range.unsatisfiable-huge     | /letters.txt | bytes=9223372036854775808-   | 26
            range.unsatisfiable-wrap     | /letters.txt | bytes=18446744073709551616-  | 26
            range.suffix-zero            | /letters.txt | bytes=-0                     | 26
            range.one-byte-file          | /one.txt     | bytes=1-                     | 1
            range.empty-file             | /empty.txt   | bytes=0-                     | 0
            range.empty-file             | /empty.txt   | bytes=0-0                    | 0
            range.empty-file             | /empty.txt   | bytes=-0                     | 0
            """)
    void aRangeBeyondTheEndCannotBeServed(String id, String target, String range,
            long length) throws Exception {
        RawResponse response = SITE.get(target, "Range: " + range).hasStatus(416);
        assertThat(response.header("Content-Range")).as("range.416-content-range")
                .isEqualTo("bytes */" + length);
    }

    @Test
    @DisplayName("range.empty-file: suffix")
    void theLastBytesOfNothingAreNothing() throws Exception {
        RawResponse response = SITE.get("/empty.txt", "Range: bytes=-5").hasStatusIn(200, 416);
        assertThat(response.text().isEmpty()).isEqualTo(response.status() == 200);
    }

    @ParameterizedTest(name = "range.one-byte-file: {0}")
    @ValueSource(strings = {"bytes=0-0", "bytes=0-", "bytes=-1", "bytes=0-5", "bytes=-5"})
    void aFileOfOneByteHasOneRange(String range) throws Exception {
        RawResponse response = SITE.get("/one.txt", "Range: " + range).hasStatus(206);
        assertThat(response.header("Content-Range")).isEqualTo("bytes 0-0/1");
        assertThat(response.text()).isEqualTo("x");
    }

    @ParameterizedTest(name = "range.ows <{0}>")
    @ValueSource(strings = {"bytes=2-5, 10-11", "bytes=2-5 ,10-11", "bytes=2-5\t,\t10-11",
        "bytes=2-5 , , 10-11", "bytes=2-5, 10-11 ,"})
    void blanksBetweenRangesMeanNothing(String range) throws Exception {
        List<MultipartRanges.Part> parts = MultipartRanges.of(SITE.get("/letters.txt", "Range: " + range));
        assertThat(parts).extracting(MultipartRanges.Part::text).containsExactly("cdef", "kl");
    }

    @Test
    @DisplayName("range.ows: after the equals sign")
    void aBlankBeforeTheFirstRangeIsHarmless() throws Exception {
        RawResponse response = SITE.get("/letters.txt", "Range: bytes= 2-5").hasStatusIn(200, 206);
        assertThat(response.text()).isEqualTo(response.status() == 200 ? ServedFolder.LETTERS : "cdef");
    }

    @Test
    @DisplayName("range.accept-ranges-sent")
    void rangesAreOffered() throws Exception {
        assertThat(SITE.get("/letters.txt").header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(SITE.head("/letters.txt").header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(SITE.get("/sub/").tokens("Accept-Ranges")).doesNotContain("bytes");
    }

    @Test
    @DisplayName("range.206-validators, range.206-content-type")
    void aPartCarriesWhatTheWholeWouldHave() throws Exception {
        RawResponse whole = SITE.get("/letters.txt").hasStatus(200);
        RawResponse part = SITE.get("/letters.txt", "Range: bytes=2-5").hasStatus(206);
        for (String name : List.of("ETag", "Last-Modified", "Cache-Control", "Vary", "Content-Type",
                "Expires",
                "Content-Location")) {
            assertThat(part.values(name)).as(name).isEqualTo(whole.values(name));
        }
    }

    @Test
    @DisplayName("range.404, range.redirect, range.listing")
    void onlyFilesHaveRanges() throws Exception {
        SITE.get("/missing", "Range: bytes=0-1").hasStatus(404);
        SITE.get("/sub", "Range: bytes=0-1").hasStatus(307);
        SITE.get("/sub/", "Range: bytes=0-1").hasStatus(200);
        SITE.get("/sub/", "Range: bytes=99999999-").hasStatus(200);
        assertThat(SITE.get("/", "Range: bytes=3-6").hasStatus(206).text()).isEqualTo("home");
    }

    @ParameterizedTest(name = "range.head-no-body: {0}")
    @ValueSource(strings = {"bytes=2-5", "bytes=99-", "bytes=0-1,3-4"})
    void headKnowsNoRanges(String range) throws Exception {
        RawResponse response = SITE.head("/letters.txt", "Range: " + range).hasStatus(200);
        assertThat(response.header("Content-Length")).isEqualTo("26");
        assertThat(response.has("Content-Range")).isFalse();
    }

    @Test
    @DisplayName("range.other-methods")
    void otherMethodsKnowNoRangesEither() throws Exception {
        SITE.ask("POST", "/letters.txt", "Range: bytes=0-1").hasStatus(405);
        SITE.ask("OPTIONS", "/letters.txt", "Range: bytes=99-").hasStatus(200);
    }

    @ParameterizedTest(name = "{0}: If-Range: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            range.if-range-etag          | 206 | TAG
            range.if-range-etag-other    | 200 | "other"
            range.if-range-etag-empty    | 200 | ""
            range.if-range-weak          | 200 | W/TAG
            range.if-range-weak-other    | 200 | W/"other"
            range.if-range-date          | 206 | Fri, 02 Jan 2026 03:04:05 GMT
            range.if-range-date-rfc850   | 206 | Friday, 02-Jan-26 03:04:05 GMT
            range.if-range-date-asctime  | 206 | Fri Jan  2 03:04:05 2026
            range.if-range-date-old      | 200 | Fri, 02 Jan 2026 03:04:04 GMT
            range.if-range-date-old      | 200 | Sun, 06 Nov 1994 08:49:37 GMT
            range.if-range-date-later    | 200 | Fri, 02 Jan 2026 03:04:06 GMT
            range.if-range-date-future   | 200 | Fri, 31 Dec 2027 23:59:59 GMT
            range.if-range-star          | 200 | *
            range.if-range-list          | 200 | "other", TAG
            range.if-range-list          | 200 | TAG, TAG
            range.if-range-unquoted      | 200 | HEX
            range.if-range-half-quoted   | 200 | "HEX
            range.if-range-nonsense      | 200 | yesterday
            range.if-range-empty         | 200 | \s
            """)
    void ifRangeDecidesBetweenThePartAndTheWhole(String id, int status, String template) throws Exception {
        String value = template == null ? "" : template.replace("TAG", tag)
                .replace("HEX", tag.substring(1, tag.length() - 1));
        RawResponse response = SITE.get("/letters.txt", "Range: bytes=2-5", "If-Range: " + value)
                .hasStatus(status);
        assertThat(response.text()).isEqualTo(status == 206 ? "cdef" : ServedFolder.LETTERS);
    }

    @Test
    @DisplayName("range.if-range: without or with an impossible Range")
    void ifRangeAloneDoesNothing() throws Exception {
        SITE.get("/letters.txt", "If-Range: " + tag).hasStatus(200);
        SITE.get("/letters.txt", "If-Range: \"other\"").hasStatus(200);
        SITE.get("/letters.txt", "If-Range: " + tag, "Range: bytes=99-").hasStatus(416);
        SITE.get("/letters.txt", "If-Range: \"other\"", "Range: bytes=99-").hasStatus(200);
        SITE.get("/letters.txt", "If-Range: " + LM, "Range: bytes=99-").hasStatus(416);
        SITE.get("/letters.txt", "If-Range: " + tag, "Range: bytes=x").hasStatus(200);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            range.multi             | bytes=0-1,4-5            | ab,ef
            range.multi-three       | bytes=0-0,10-11,25-25    | a,kl,z
            range.multi-suffix      | bytes=0-1,-2             | ab,yz
            range.multi-clamped     | bytes=0-1,24-99          | ab,yz
            range.multi-one-beyond  | bytes=0-1,4-5,99-        | ab,ef
            """)
    void severalRangesComeAsSeveralParts(String id, String range, String texts) throws Exception {
        RawResponse response = SITE.get("/letters.txt", "Range: " + range).hasStatus(206);
        assertThat(response.mediaType()).isEqualTo("multipart/byteranges");
        assertThat(response.header("ETag")).isEqualTo(tag);
        List<MultipartRanges.Part> parts = MultipartRanges.of(response);
        assertThat(parts.stream().map(MultipartRanges.Part::text).collect(Collectors.joining(",")))
                .isEqualTo(texts);
        assertThat(parts).allSatisfy(part -> {
            assertThat(part.length()).isEqualTo(26);
            assertThat(part.contentType()).isEqualToIgnoringCase("text/plain; charset=utf-8");
            assertThat(part.text()).isEqualTo(
                    ServedFolder.LETTERS.substring((int) part.first(), (int) part.last() + 1));
        });
    }

    @ParameterizedTest(name = "range.multi-safe: {0}")
    @ValueSource(strings = {"bytes=0-4,3-8", "bytes=3-8,0-4", "bytes=0-25,0-25", "bytes=0-9,2-3",
        "bytes=4-5,0-1", "bytes=0-4,5-9", "bytes=-5,-10", "bytes=0-,5-", "bytes=0-1,0-1,0-1",
        "bytes=20-,0-3,-2"})
    void overlappingRangesAreRightWhicheverWayTheyAreSent(String range) throws Exception {
        RawResponse response = SITE.get("/letters.txt", "Range: " + range).hasStatusIn(200, 206);
        if (response.status() == 200) {
            assertThat(response.text()).isEqualTo(ServedFolder.LETTERS);
            return;
        }
        List<MultipartRanges.Part> parts = MultipartRanges.of(response);
        assertThat(parts).allSatisfy(part -> assertThat(part.text()).isEqualTo(
                ServedFolder.LETTERS.substring((int) part.first(), (int) part.last() + 1)));
        assertThat(parts.stream().mapToInt(part -> part.text().length()).sum())
                .as("bytes sent for a file of 26").isLessThanOrEqualTo(26);
    }

    @Test
    @DisplayName("range.multi-coalesced")
    void anOverlappingSetIsCoalesced() throws Exception {
        List<MultipartRanges.Part> parts =
                MultipartRanges.of(SITE.get("/letters.txt", "Range: bytes=0-4,3-8"));
        assertThat(parts).extracting(MultipartRanges.Part::text).containsExactly("abcdefghi");
    }

    @Test
    @DisplayName("range.multi: at most 16")
    void sixteenRangesAreServedAndSeventeenAreNot() throws Exception {
        RawResponse sixteen = SITE.get("/noise.bin", "Range: bytes=" + apart(16)).hasStatus(206);
        assertThat(MultipartRanges.of(sixteen)).hasSize(16);
        assertThat(SITE.get("/noise.bin", "Range: bytes=" + apart(17)).hasStatus(200).body()).hasSize(NOISE);
    }

    private static String apart(int count) {
        return IntStream.range(0, count).mapToObj(i -> i * 50_000 + "-" + (i * 50_000 + 9))
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            range.many-ranges-dos   | 0-        | 1300
            range.many-ranges-dos   | -1000003  | 1300
            range.many-ranges-dos   | 0-1000002 | 1000
            range.tiny-ranges-dos   | 5-5       | 1300
            """)
    void aHundredRangesDoNotMakeAHundredFiles(String id, String range, int count) throws Exception {
        RawResponse response = SITE.get("/noise.bin", "Range: bytes=" + (range + ",").repeat(count) + range);
        assertThat(response.hasStatusIn(200, 206, 416).body()).hasSizeLessThanOrEqualTo(NOISE);
    }

    @Test
    @DisplayName("range.tiny-ranges-dos: all different")
    void aThousandTinyRangesAreNotServedOneByOne() throws Exception {
        String ranges = IntStream.range(0, 2_000).mapToObj(i -> 2 * i + "-" + 2 * i)
                .collect(Collectors.joining(","));
        assertThat(SITE.get("/noise.bin", "Range: bytes=" + ranges).hasStatus(200).body()).hasSize(NOISE);
    }

    @Test
    @DisplayName("range.two-lines")
    void twoRangeLinesAreNeverServedWrong() throws Exception {
        RawResponse response = SITE.get("/letters.txt", "Range: bytes=0-1", "Range: bytes=4-5");
        assertThat(response.hasStatusIn(200, 206, 400).text()).isNotEmpty();
        if (response.status() == 206) {
            assertThat(MultipartRanges.of(response)).allSatisfy(part -> assertThat(part.text()).isEqualTo(
                    ServedFolder.LETTERS.substring((int) part.first(), (int) part.last() + 1)));
        }
    }

    @Test
    @DisplayName("range.http10")
    void http10MayResumeToo() throws Exception {
        RawResponse response = SITE.raw("GET /letters.txt HTTP/1.0\r\nRange: bytes=2-5\r\n\r\n");
        assertThat(response.hasStatusIn(200, 206).text())
                .isEqualTo(response.status() == 206 ? "cdef" : ServedFolder.LETTERS);
    }
}
