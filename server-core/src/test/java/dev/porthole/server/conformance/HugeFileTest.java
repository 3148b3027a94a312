package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file longer than any 32-bit number can count. It is sparse: it takes no room. */
class HugeFileTest {

    private static final long GIB = 1L << 30;
    private static final long SIZE = 5 * GIB + 7;

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        Path huge = folder.sparse("huge.bin", SIZE);
        folder.mark(huge, 0, "first!");
        folder.mark(huge, 2 * GIB - 3, "two-gig");
        folder.mark(huge, 4 * GIB - 4, "four-gig");
        folder.mark(huge, SIZE - 4, "tail");
    });

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            range.huge-2g    | bytes=2147483645-2147483651 | 2147483645-2147483651 | two-gig
            range.huge-4g    | bytes=4294967292-4294967299 | 4294967292-4294967299 | four-gig
            range.huge-tail  | bytes=-4                    | 5368709123-5368709126 | tail
            range.huge-tail  | bytes=5368709123-           | 5368709123-5368709126 | tail
            range.huge-start | bytes=0-5                   | 0-5                   | first!
            """)
    void everyPlaceInAHugeFileIsFound(String id, String range, String contentRange,
            String text) throws Exception {
        RawResponse response = SITE.get("/huge.bin", "Range: " + range).hasStatus(206);
        assertThat(response.header("Content-Range")).isEqualTo("bytes " + contentRange + "/" + SIZE);
        assertThat(response.text()).isEqualTo(text);
    }

    @Test
    @DisplayName("range.huge-beyond")
    void theEndOfAHugeFileIsItsEnd() throws Exception {
        RawResponse response = SITE.get("/huge.bin", "Range: bytes=" + SIZE + "-").hasStatus(416);
        assertThat(response.header("Content-Range")).isEqualTo("bytes */" + SIZE);
    }

    @Test
    @DisplayName("range.huge-multi")
    void severalPlacesInAHugeFileAreFound() throws Exception {
        RawResponse response = SITE.get("/huge.bin", "Range: bytes=0-5,4294967292-4294967299,-4");
        assertThat(MultipartRanges.of(response)).extracting(MultipartRanges.Part::text)
                .isEqualTo(List.of("first!", "four-gig", "tail"));
    }

    @Test
    @DisplayName("range.huge-head")
    void theLengthOfAHugeFileIsTold() throws Exception {
        assertThat(SITE.head("/huge.bin").hasStatus(200).header("Content-Length"))
                .isEqualTo(String.valueOf(SIZE));
    }

    @Test
    @DisplayName("range.huge-open")
    void aHugeDownloadIsResumedAtTheRightPlace() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/huge.bin", "Range: bytes=4294967292-"));
            RawResponse head = client.readHead().hasStatus(206);
            assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(SIZE - 4 * GIB + 4));
            assertThat(new String(client.readExactly(8), US_ASCII)).isEqualTo("four-gig");
        }
    }

    @Test
    @DisplayName("sem.huge-get")
    void aHugeFileIsBegunAtItsBeginning() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/huge.bin"));
            RawResponse head = client.readHead().hasStatus(200);
            assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(SIZE));
            assertThat(new String(client.readExactly(6), US_ASCII)).isEqualTo("first!");
            client.reset();
        }
    }
}
