package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.coding.ContentCoding;
import dev.porthole.server.http.HostingRules;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Games that were built for the web with their content encoded, as their engines ask hosts to send them. */
class EncodedFilesTest {

    private static final String CONTENT = "content of a game ".repeat(100);

    private static void fill(ServedFolder folder) throws Exception {
        for (String name : List.of("game.framework.js", "game.wasm", "game.data", "game.symbols.json", "game.pck",
                "notes.txt", "archive.tar", "data.json")) {
            folder.file(name + ".br", encoded(ContentCoding.BROTLI));
            folder.file(name + ".gz", encoded(ContentCoding.GZIP));
        }
        folder.file("GAME.WASM.GZ", encoded(ContentCoding.GZIP));
        folder.noise("large.data.gz", 400_000);
        folder.file("game.wasm.unityweb", encoded(ContentCoding.GZIP));
        folder.file("game.data.unityweb", brotliOfUnity());
        folder.file("plain.data.unityweb", CONTENT);
    }

    private static byte[] encoded(ContentCoding coding) {
        return coding.encoder().orElseThrow().encode(CONTENT.getBytes(StandardCharsets.UTF_8));
    }

    /** With the words by which Unity marks what it has encoded. */
    private static byte[] brotliOfUnity() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0x6b, (byte) 0x8d, 0x00});
        bytes.write("UnityWeb Compressed Content (brotli)".getBytes(StandardCharsets.US_ASCII));
        bytes.write(encoded(ContentCoding.BROTLI));
        return bytes.toByteArray();
    }

    @RegisterExtension
    static final Site SITE = Site.serving(EncodedFilesTest::fill)
            .with(SiteOptions.DEFAULT.withRules(HostingRules.NONE.withEncodedFiles(true)));

    @RegisterExtension
    static final Site WITH_COMPRESSION = Site.serving(EncodedFilesTest::fill)
            .with(SiteOptions.DEFAULT.withRules(HostingRules.NONE.withEncodedFiles(true)).withCompress(true));

    @RegisterExtension
    static final Site PLAIN = Site.serving(EncodedFilesTest::fill);

    @ParameterizedTest
    @DisplayName("encoded-files.inside: the type of what is inside, and the coding it is in")
    @CsvSource({
        "/game.framework.js.br, br, text/javascript", "/game.framework.js.gz, gzip, text/javascript",
        "/game.wasm.br, br, application/wasm", "/game.wasm.gz, gzip, application/wasm",
        "/GAME.WASM.GZ, gzip, application/wasm", "/game.data.br, br, application/octet-stream",
        "/game.data.gz, gzip, application/octet-stream", "/game.pck.gz, gzip, application/octet-stream",
        "/game.symbols.json.br, br, application/json", "/large.data.gz, gzip, application/octet-stream"})
    void theBrowserIsToldWhatIsInside(String target, String coding, String type) throws Exception {
        for (Site site : List.of(SITE, WITH_COMPRESSION)) {
            for (int i = 0; i < 3; i++) {
                RawResponse answer = site.get(target).hasStatus(200);
                assertThat(answer.header("Content-Encoding")).isEqualTo(coding);
                assertThat(answer.mediaType()).isEqualTo(type);
                assertThat(answer.has("Vary")).isFalse();
                assertThat(answer.body()).isEqualTo(PLAIN.get(target).body());
                assertThat(site.head(target).header("Content-Encoding")).isEqualTo(coding);
            }
        }
        assertThat(PLAIN.get(target).has("Content-Encoding")).isFalse();
    }

    @ParameterizedTest
    @DisplayName("encoded-files.others: what is no part of a game stays what it is")
    @ValueSource(strings = {
        "/notes.txt.br", "/notes.txt.gz", "/archive.tar.gz", "/data.json.gz", "/plain.data.unityweb"})
    void otherFilesStayAsTheyAre(String target) throws Exception {
        RawResponse answer = SITE.get(target).hasStatus(200);
        assertThat(answer.has("Content-Encoding")).isFalse();
        assertThat(answer.header("Content-Type")).isEqualTo(PLAIN.get(target).header("Content-Type"));
    }

    @ParameterizedTest
    @DisplayName("encoded-files.unityweb: the coding is told by the first bytes, to those who can read it")
    @CsvSource({"/game.wasm.unityweb, gzip, application/wasm", "/game.data.unityweb, br, application/octet-stream"})
    void unitysOwnEndingIsKnownByItsFirstBytes(String target, String coding, String type) throws Exception {
        RawResponse told = SITE.get(target, "Accept-Encoding: gzip, deflate, br").hasStatus(200);
        assertThat(told.header("Content-Encoding")).isEqualTo(coding);
        assertThat(told.mediaType()).isEqualTo(type);
        assertThat(told.header("Vary")).isEqualTo("Accept-Encoding");
        RawResponse other = SITE.get(target, "Accept-Encoding: deflate").hasStatus(200);
        assertThat(other.has("Content-Encoding")).isFalse();
        assertThat(other.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(other.body()).isEqualTo(told.body());
        assertThat(other.header("ETag")).isNotEqualTo(told.header("ETag"));
    }

    @Test
    @DisplayName("encoded-files.ranges: parts are of the file as it is stored")
    void partsAreOfTheFileAsItIsStored() throws Exception {
        byte[] stored = PLAIN.get("/game.wasm.gz").body();
        RawResponse part = SITE.get("/game.wasm.gz", "Range: bytes=2-5").hasStatus(206);
        assertThat(part.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 2-5/" + stored.length);
        assertThat(part.body()).containsExactly(stored[2], stored[3], stored[4], stored[5]);
    }

    @Test
    @DisplayName("encoded-files.tag: a copy from before the option was on is not taken for the same")
    void theTagIsAnotherThanWithoutTheOption() throws Exception {
        String tag = SITE.strongTag("/game.wasm.gz");
        assertThat(tag).endsWith("-gzip\"");
        SITE.get("/game.wasm.gz", "If-None-Match: " + tag.replace("-gzip", "")).hasStatus(200);
        RawResponse same = SITE.get("/game.wasm.gz", "If-None-Match: " + tag).hasStatus(304);
        assertThat(same.has("Content-Encoding")).isFalse();
    }
}
