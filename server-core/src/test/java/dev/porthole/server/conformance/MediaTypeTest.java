package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content-Type: the last extension decides, and nothing is guessed from the content. */
class MediaTypeTest {

    private static final String HTML = "<!doctype html><script>alert(1)</script>";

    private static final List<String> NAMES = List.of("a.html", "a.htm", "a.css", "a.js", "a.mjs", "a.json",
            "a.svg", "a.gif", "a.avif", "a.ico", "a.wasm", "a.xml", "a.txt", "a.webmanifest", "a.csv",
            "a.ttf", "a.otf", "a.woff", "a.woff2", "a.png", "a.jpg", "a.jpeg", "a.webp", "a.mp4", "a.webm",
            "a.mp3", "a.ogg", "a.wav", "a.pdf", "a.zip", "a.gz", "a.tar.gz", "a.md", "app.min.js",
            "UPPER.HTML", "Photo.JPG", "a.xyzzy", "noextension", "page.html.xyzzy", "a.html~", "a.html.bak",
            "dot.", "folder.html/plain");

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        for (String name : NAMES) {
            folder.file(name, HTML);
        }
    });

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            mime.html        | a.html        | text/html
            mime.htm         | a.htm         | text/html
            mime.css         | a.css         | text/css
            mime.js          | a.js          | text/javascript
            mime.mjs         | a.mjs         | text/javascript
            mime.json        | a.json        | application/json
            mime.svg         | a.svg         | image/svg+xml
            mime.gif         | a.gif         | image/gif
            mime.avif        | a.avif        | image/avif
            mime.ico         | a.ico         | image/x-icon,image/vnd.microsoft.icon
            mime.wasm        | a.wasm        | application/wasm
            mime.xml         | a.xml         | application/xml,text/xml
            mime.txt         | a.txt         | text/plain
            mime.webmanifest | a.webmanifest | application/manifest+json
            mime.csv         | a.csv         | text/csv
            mime.ttf         | a.ttf         | font/ttf
            mime.otf         | a.otf         | font/otf
            mime.woff        | a.woff        | font/woff
            mime.woff2       | a.woff2       | font/woff2
            mime.png         | a.png         | image/png
            mime.jpg         | a.jpg         | image/jpeg
            mime.jpeg        | a.jpeg        | image/jpeg
            mime.webp        | a.webp        | image/webp
            mime.mp4         | a.mp4         | video/mp4
            mime.webm        | a.webm        | video/webm
            mime.mp3         | a.mp3         | audio/mpeg
            mime.ogg         | a.ogg         | audio/ogg,application/ogg
            mime.wav         | a.wav         | audio/wav,audio/x-wav,audio/vnd.wave
            mime.pdf         | a.pdf         | application/pdf
            mime.zip         | a.zip         | application/zip
            mime.gz          | a.gz          | application/gzip,application/x-gzip
            mime.tar-gz      | a.tar.gz      | application/gzip,application/x-gzip
            mime.md          | a.md          | text/markdown
            mime.min-js      | app.min.js    | text/javascript
            mime.upper-case  | UPPER.HTML    | text/html
            mime.upper-case  | Photo.JPG     | image/jpeg
            """)
    void theExtensionTellsTheType(String id, String name, String types) throws Exception {
        RawResponse response = SITE.get("/" + name).hasStatus(200);
        assertThat(response.mediaType()).isIn((Object[]) types.split(","));
        assertThat(response.text()).isEqualTo(HTML);
    }

    @ParameterizedTest(name = "mime.unknown-ext: {0}")
    @ValueSource(strings = {"a.xyzzy", "page.html.xyzzy", "a.html~", "a.html.bak", "dot."})
    void anUnknownExtensionIsNeverGuessed(String name) throws Exception {
        assertThat(SITE.get("/" + name).hasStatus(200).header("Content-Type"))
                .isEqualTo("application/octet-stream");
    }

    @ParameterizedTest(name = "mime.no-extension: {0}")
    @ValueSource(strings = {"noextension", "folder.html/plain"})
    void noExtensionIsNotSniffedToHtml(String name) throws Exception {
        assertThat(SITE.get("/" + name).hasStatus(200).mediaType())
                .isIn("application/octet-stream", "text/plain");
    }

    @ParameterizedTest(name = "mime.charset-utf8-text: {0}")
    @ValueSource(strings = {"a.html", "a.htm", "a.css", "a.js", "a.mjs", "a.txt", "a.csv", "a.md",
        "UPPER.HTML"})
    void textSaysThatItIsUtf8(String name) throws Exception {
        String type = SITE.get("/" + name).hasStatus(200).header("Content-Type").toLowerCase(Locale.ROOT);
        assertThat(type).endsWith("; charset=utf-8");
    }

    @ParameterizedTest(name = "mime.charset-not-binary: {0}")
    @ValueSource(strings = {"a.png", "a.wasm", "a.mp4", "a.zip", "a.xyzzy"})
    void whatIsNotTextHasNoCharset(String name) throws Exception {
        assertThat(SITE.get("/" + name).header("Content-Type")).doesNotContain("charset");
    }

    @Test
    @DisplayName("mime.nosniff, mime.content-type-syntax")
    void everyFileForbidsSniffing() throws Exception {
        for (String name : NAMES) {
            // That each answer has nosniff and a well-formed Content-Type is checked while it is read.
            RawResponse response = SITE.get("/" + name).hasStatus(200);
            assertThat(SITE.head("/" + name).header("Content-Type"))
                    .isEqualTo(response.header("Content-Type"));
            assertThat(SITE.get("/" + name, "Range: bytes=0-0").hasStatus(206).header("Content-Type"))
                    .isEqualTo(response.header("Content-Type"));
        }
    }
}
