package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a target to a file: every name is found, and nothing outside the folder is. */
class PathTest {

    private static final String DEEP = "d/".repeat(20);

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.file("index.html", "<p>home</p>");
        folder.letters();
        Names.writeInto(folder, "names");
        folder.file(DEEP + "deep.txt", "deep");
        folder.file("sub/inner.txt", "inner");
        folder.file("..foo", "two dots first");
        folder.file("...", "only dots");
        folder.file(".env", "PASSWORD=x");
        folder.file(".git/config", "config");
        folder.file("sub/.hidden/file.txt", "hidden");
        folder.file(".well-known/security.txt", "security");
        folder.file(".well-known/.hidden", "hidden");
        folder.link("escape.txt", folder.outside("secret.txt"));
        folder.link("escape-relative.txt", Path.of("../secret.txt"));
        folder.link("escape-dir", folder.outside("site-private"));
        folder.link("escape-top", Path.of("/"));
        folder.link("escape-by-two", Path.of("escape-dir/secret.txt"));
        folder.link("sub/escape-up", Path.of("../.."));
        folder.link("inner-link.txt", folder.path("letters.txt"));
        folder.link("inner-relative.txt", Path.of("sub/../letters.txt"));
        folder.link("inner-dir", Path.of("sub"));
        folder.link("out-and-in.txt", Path.of("../site/letters.txt"));
        folder.link("to-dotfile.txt", Path.of(".env"));
        folder.link("dangling", folder.path("nowhere"));
        folder.link("loop", folder.path("loop"));
        folder.link("zero", Path.of("/dev/zero"));
    });

    static Stream<Arguments> names() {
        return Names.rows("path.name-");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void aFileIsFoundByItsName(String id, String name) throws Exception {
        RawResponse response = SITE.get("/names/" + Names.encoded(name)).hasStatus(200);
        assertThat(response.text()).isEqualTo(name);
        assertThat(SITE.get("/names/" + Names.sparinglyEncoded(name)).hasStatus(200).text()).isEqualTo(name);
    }

    @Test
    @DisplayName("path.name-nfd: composed and decomposed names differ")
    void namesAreComparedByteByByte() throws Exception {
        assumeTrue(ServedFolder.unicodeNames());
        assertThat(SITE.get("/names/caf%C3%A9.txt").hasStatus(200).text()).isEqualTo("café.txt");
        assertThat(SITE.get("/names/cafe%CC%81.txt").hasStatus(200).text()).isEqualTo("cafe\u0301.txt");
    }

    @ParameterizedTest(name = "path.dots-in-name: {0}")
    @CsvSource({"/names/foo..bar, foo..bar", "/names/foo.., foo..", "/..foo, two dots first",
        "/..., only dots"})
    void dotsInANameAreNotASteps(String target, String content) throws Exception {
        assertThat(SITE.get(target).hasStatus(200).text()).isEqualTo(content);
    }

    @Test
    @DisplayName("path.deep")
    void twentyLevelsDownThereIsAFile() throws Exception {
        assertThat(SITE.get("/" + DEEP + "deep.txt").hasStatus(200).text()).isEqualTo("deep");
    }

    @ParameterizedTest(name = "path.dot-segments: {0}")
    @ValueSource(strings = {"/sub/../letters.txt", "/./letters.txt", "/sub/./../letters.txt",
        "/sub/%2e%2e/letters.txt", "/sub/%2E./letters.txt", "/sub/.%2e/./letters.txt",
        "/missing/../letters.txt", "/sub/deep/../../letters.txt"})
    void stepsWithinTheRootAreTaken(String target) throws Exception {
        assertThat(SITE.get(target).hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("stepsAboveTheRoot")
    void aStepAboveTheRootIsRefused(String id, String target) throws Exception {
        RawResponse response = SITE.refused(SITE.request("GET", target)).hasStatus(400);
        assertThat(response.text()).doesNotContain(ServedFolder.SECRET);
    }

    static Stream<Arguments> stepsAboveTheRoot() {
        return Stream.of(
                arguments("path.traversal-plain", "/../secret.txt"),
                arguments("path.traversal-deep-plain", "/../../../../../../../../etc/passwd"),
                arguments("path.traversal-pct-dots", "/%2e%2e/secret.txt"),
                arguments("path.traversal-pct-mixed", "/.%2e/secret.txt"),
                arguments("path.traversal-pct-mixed", "/%2E./secret.txt"),
                arguments("path.traversal-subdir", "/sub/../../secret.txt"),
                arguments("path.traversal-subdir-pct", "/sub/%2e%2e/%2e%2e/secret.txt"),
                arguments("path.traversal-nodir", "/missing/../../secret.txt"),
                arguments("path.traversal-file-then-up", "/letters.txt/../../secret.txt"),
                arguments("path.traversal-sibling-prefix", "/../site-private/secret.txt"),
                arguments("path.traversal-sibling-prefix", "/%2e%2e/site-private/secret.txt"),
                arguments("path.traversal-listing-up", "/.."),
                arguments("path.traversal-listing-up-slash", "/../"),
                arguments("path.traversal-listing-up-pct", "/%2e%2e/"),
                arguments("path.traversal-in-and-out", "/../site/letters.txt"),
                arguments("path.traversal-abs-form", "http://localhost/../secret.txt"),
                arguments("path.traversal-abs-form-pct", "http://localhost/%2e%2e/secret.txt"),
                arguments("path.traversal-nul-ext", "/../secret.txt%00.html"),
                arguments("path.traversal-question", "/../secret.txt?/sub/"),
                arguments("path.traversal-bad-pct", "/../%zz"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            path.traversal-pct-all             | /%2e%2e%2fsecret.txt
            path.traversal-pct-all             | /%2E%2E%2Fsecret.txt
            path.traversal-pct-slash           | /..%2fsecret.txt
            path.traversal-double-pct          | /%252e%252e/secret.txt
            path.traversal-double-pct-slash    | /..%252fsecret.txt
            path.traversal-triple-pct          | /%25252e%25252e%25252fsecret.txt
            path.traversal-backslash           | /..\\secret.txt
            path.traversal-backslash           | /sub\\..\\..\\secret.txt
            path.traversal-pct-all-backslash   | /%2e%2e%5csecret.txt
            path.traversal-pct-backslash       | /..%5c..%5csecret.txt
            path.traversal-semicolon           | /..;/secret.txt
            path.traversal-semicolon-param     | /..;a=b/secret.txt
            path.traversal-dots4               | /..../secret.txt
            path.traversal-dots4               | /....//secret.txt
            path.traversal-double-slash        | //../secret.txt
            path.traversal-double-slash        | /sub//../../secret.txt
            path.traversal-double-slash        | //%2e%2e//secret.txt
            path.traversal-abs-etc             | /etc/passwd
            path.traversal-abs-etc             | //etc/passwd
            path.traversal-abs-etc             | /%2fetc%2fpasswd
            path.traversal-abs-etc             | /%2f%2fetc/passwd
            path.traversal-file-uri            | /file:///etc/passwd
            path.traversal-tab                 | /..%09/secret.txt
            path.traversal-cr                  | /..%0d/secret.txt
            path.traversal-lf                  | /..%0a/secret.txt
            path.traversal-space               | /..%20/secret.txt
            path.traversal-question            | /..%3f/secret.txt
            path.traversal-overlong            | /%c0%ae%c0%ae/secret.txt
            path.traversal-overlong-slash      | /..%c0%afsecret.txt
            path.traversal-fullwidth           | /%ef%bc%8e%ef%bc%8e/secret.txt
            path.traversal-u                   | /%u002e%u002e/secret.txt
            path.traversal-drive               | /C:/windows/win.ini
            path.traversal-proc                | /proc/self/environ
            """)
    void noSpellingLeadsOutOfTheFolder(String id, String target) throws Exception {
        RawResponse response = SITE.get(target).hasStatusIn(400, 403, 404);
        assertThat(response.text()).doesNotContain(ServedFolder.SECRET, "root:", "PATH=");
    }

    @ParameterizedTest(name = "path.encoded-slash: {0}")
    @ValueSource(strings = {"/sub%2Finner.txt", "/sub%2finner.txt", "/%2Fletters.txt",
        "/sub/..%2Fletters.txt"})
    void anEncodedSlashIsNotASlash(String target) throws Exception {
        SITE.get(target).hasStatus(404);
    }

    @Test
    @DisplayName("path.double-slash")
    void emptySegmentsDoNoHarm() throws Exception {
        for (String target : List.of("//letters.txt", "/sub//inner.txt", "///", "//sub//inner.txt")) {
            SITE.get(target).hasStatusIn(200, 307, 400, 404);
        }
    }

    @ParameterizedTest(name = "path.exact-name: {0}")
    @ValueSource(strings = {"/letters.txt%20", "/letters.txt.", "/letters.txt::$DATA", "/LETTERS.TXT",
        "/letters.tx", "/letters.txtx", "/letters.txt%0a", "/letters%252etxt", "/letters+txt"})
    void almostTheNameIsNotTheName(String target) throws Exception {
        SITE.get(target).hasStatus(404);
    }

    @Test
    @DisplayName("path.total-too-long")
    void aPathLongerThanTheSystemAllowsIsNotFound() throws Exception {
        SITE.get("/" + "n".repeat(256)).hasStatus(404);
        SITE.get("/" + "n".repeat(5_000)).hasStatusIn(404, 414);
        SITE.get("/" + "nnn/".repeat(1_500)).hasStatusIn(404, 414);
        SITE.get("/" + "%41".repeat(2_000)).hasStatusIn(404, 414);
        SITE.get("/" + "d/".repeat(3_000)).hasStatusIn(404, 414);
    }

    @ParameterizedTest(name = "path.dotfiles-hidden: {0}")
    @ValueSource(strings = {"/.env", "/%2eenv", "/.git/config", "/.git/", "/.git", "/sub/.hidden/file.txt",
        "/sub/.hidden", "/.well-known/.hidden", "/.missing", "/sub/../.env"})
    void hiddenFilesAreNotFound(String target) throws Exception {
        SITE.get(target).hasStatus(404);
    }

    @Test
    @DisplayName("path.well-known")
    void wellKnownPlacesAreNotHidden() throws Exception {
        assertThat(SITE.get("/.well-known/security.txt").hasStatus(200).text()).isEqualTo("security");
    }

    @ParameterizedTest(name = "path.symlink-escape-file: {0}")
    @ValueSource(strings = {"/escape.txt", "/escape-relative.txt", "/escape-dir/secret.txt", "/escape-dir/",
        "/escape-dir", "/escape-by-two", "/escape-top/", "/escape-top/etc/passwd",
        "/sub/escape-up/secret.txt", "/sub/escape-up/", "/zero"})
    void aLinkOutOfTheFolderIsNotFollowed(String target) throws Exception {
        RawResponse response = SITE.get(target).hasStatus(403);
        assertThat(response.text()).doesNotContain(ServedFolder.SECRET);
    }

    @ParameterizedTest(name = "path.symlink-inside: {0}")
    @CsvSource({"/inner-link.txt, abcdefghijklmnopqrstuvwxyz",
        "/inner-relative.txt, abcdefghijklmnopqrstuvwxyz", "/inner-dir/inner.txt, inner"})
    void aLinkWithinTheFolderIsFollowed(String target, String content) throws Exception {
        assertThat(SITE.get(target).hasStatus(200).text()).isEqualTo(content);
    }

    @Test
    @DisplayName("path.symlink-odd")
    void oddLinksEndWell() throws Exception {
        SITE.get("/dangling").hasStatus(404);
        SITE.get("/loop").hasStatusIn(403, 404);
        SITE.get("/loop/x").hasStatusIn(403, 404);
        SITE.get("/out-and-in.txt").hasStatusIn(200, 403);
    }

    @Test
    @DisplayName("path.symlink-dir-redirect")
    void aLinkedDirectoryIsADirectory() throws Exception {
        assertThat(SITE.get("/inner-dir").hasStatus(307).header("Location")).isEqualTo("/inner-dir/");
    }

    @Test
    @DisplayName("path.fifo")
    void aPipeNeitherHangsTheClientNorTheServer() throws Exception {
        SITE.folder().fifo("pipe");
        SITE.folder().fifo("index-pipe-dir.html");
        SITE.get("/pipe").hasStatus(403);
        SITE.head("/pipe").hasStatus(403);
        SITE.get("/index-pipe-dir.html", "Range: bytes=0-1").hasStatus(403);
        SITE.get("/letters.txt").hasStatus(200);
    }

    @Test
    @DisplayName("path.fifo: as the index, as the 404 page")
    void aPipeInTheIndexsPlaceHangsNobody() throws Exception {
        SITE.folder().directory("pipes");
        SITE.folder().fifo("pipes/index.html");
        assertThat(SITE.get("/pipes/").status()).isBetween(200, 499);
        Path page = SITE.folder().fifo("404.html");
        try {
            SITE.get("/missing").hasStatus(404);
        } finally {
            Files.delete(page);
        }
    }

    @Test
    @DisplayName("path.permission-denied")
    void anUnreadableFileIsForbidden() throws Exception {
        Path file = SITE.folder().file("locked.txt", "locked");
        Path directory = SITE.folder().directory("locked");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(readable(file), "whoever runs this may read everything");
            SITE.get("/locked.txt").hasStatus(403);
            SITE.get("/locked/").hasStatus(403);
            SITE.get("/locked/x").hasStatusIn(403, 404);
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static boolean readable(Path file) {
        try {
            Files.readAllBytes(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    @DisplayName("path.server-version, path.no-cors-default")
    void theServerTellsNothingAboutItself() throws Exception {
        RawResponse response = SITE.get("/letters.txt", "Origin: http://evil.example").hasStatus(200);
        assertThat(response.header("Server")).isEqualTo("Porthole");
        assertThat(response.has("X-Powered-By")).isFalse();
        assertThat(response.has("Set-Cookie")).isFalse();
        SITE.ask("OPTIONS", "/letters.txt", "Origin: http://evil.example",
                "Access-Control-Request-Method: GET")
                .hasStatus(200);
    }

    @Test
    @DisplayName("path.root-in-pages")
    void noErrorPageTellsWhereTheFolderIs() throws Exception {
        for (String target : List.of("/missing", "/escape.txt", "/../x", "/sub/", "/loop")) {
            RawResponse response = SITE.get(target);
            assertThat(response + response.text()).doesNotContain(SITE.folder().root().toString());
        }
    }

    @Test
    @DisplayName("path.socket")
    void aSocketIsNoFile() throws Exception {
        Path socket = SITE.folder().path("socket");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            SITE.get("/socket").hasStatus(403);
        }
    }

    @ParameterizedTest(name = "path.dot-last: {0}")
    @ValueSource(strings = {"/sub/.", "/sub/./", "/sub/%2e", "/sub/deep/.."})
    void aDotAtTheEndMeansTheDirectory(String target) throws Exception {
        assertThat(SITE.get(target).hasStatus(200).text()).contains("inner.txt");
    }

    @ParameterizedTest(name = "path.root-spelled: {0}")
    @ValueSource(strings = {"/.", "/./", "/sub/..", "/sub/../", "/%2e", "/?"})
    void theRootHasManySpellings(String target) throws Exception {
        assertThat(SITE.get(target).hasStatus(200).text()).contains("home");
    }

    @Test
    @DisplayName("path.index-odd: a directory or an escaping link in the index's place")
    void anOddIndexServesNothingFromOutside() throws Exception {
        SITE.folder().directory("odd-a/index.html");
        assertThat(SITE.get("/odd-a/").status()).isBetween(200, 499);
        SITE.folder().link("odd-b/index.html", SITE.folder().outside("secret.txt"));
        RawResponse response = SITE.get("/odd-b/").hasStatusIn(200, 403, 404);
        assertThat(response.text()).doesNotContain(ServedFolder.SECRET);
        SITE.folder().link("odd-c/index.html", SITE.folder().path("letters.txt"));
        assertThat(SITE.get("/odd-c/").hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
    }

    @Test
    @DisplayName("path.404-odd: a directory or an escaping link in the 404 page's place")
    void anOdd404PageServesNothingFromOutside() throws Exception {
        Path page = SITE.folder().link("404.html", SITE.folder().outside("secret.txt"));
        assertThat(SITE.get("/missing").hasStatus(404).text()).doesNotContain(ServedFolder.SECRET);
        Files.delete(page);
        SITE.folder().directory("404.html");
        SITE.get("/missing").hasStatus(404);
        Files.delete(page);
    }

    @Test
    @DisplayName("path.symlink-race")
    void aLinkThatFlipsIsNeverCaughtPointingOutside() throws Exception {
        Path flip = SITE.folder().path("flip.txt");
        Path spare = SITE.folder().path("flip.new");
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Void> flipping = CompletableFuture.runAsync(() -> {
            try {
                for (boolean out = false; !stop.get(); out = !out) {
                    Files.createSymbolicLink(spare,
                            out ? SITE.folder().outside("secret.txt") : SITE.folder().path("letters.txt"));
                    Files.move(spare, flip, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            for (int i = 0; i < 400; i++) {
                RawResponse response = SITE.get("/flip.txt").hasStatusIn(200, 403, 404);
                assertThat(response.text()).doesNotContain(ServedFolder.SECRET);
            }
        } finally {
            stop.set(true);
            flipping.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("path.symlink-race: a folder on the way")
    void aFolderThatFlipsIsNeverCaughtPointingOutside() throws Exception {
        Path flip = SITE.folder().path("flip");
        Path inside = SITE.folder().path("inside");
        Path outside = SITE.folder().path("to-outside");
        SITE.folder().file("flip/secret.txt", "harmless");
        SITE.folder().link("to-outside", SITE.folder().outside("site-private"));
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Void> flipping = CompletableFuture.runAsync(() -> {
            try {
                while (!stop.get()) {
                    Files.move(flip, inside);
                    Files.move(outside, flip);
                    Files.move(flip, outside);
                    Files.move(inside, flip);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (RawClient client = SITE.connect()) {
            for (int i = 0; i < 1_000; i++) {
                RawResponse response = client.send(SITE.request("GET", "/flip/secret.txt")).read();
                assertThat(response.text()).doesNotContain(ServedFolder.SECRET);
                assertThat(response.status()).isIn(200, 403, 404);
            }
        } finally {
            stop.set(true);
            flipping.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("path.name-*: whatever the locale")
    void everyNameIsFoundInTheCLocaleToo() throws Exception {
        try (ServedFolder folder = new ServedFolder(); SmallServer server = SmallServer.serving(folder,
                1_024)) {
            Names.writeInto(folder, "names");
            try (RawClient client = RawClient.connect(server.address())) {
                for (String name : Names.all().values()) {
                    client.send("GET /names/" + Names.encoded(name) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    assertThat(client.read().hasStatus(200).text()).isEqualTo(name);
                }
                client.send("GET /names/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
                RawResponse listing = client.read().hasStatus(200);
                List<String> linked = Html.links(listing.text()).stream()
                        .map(link -> URI.create("http://x/names/").resolve(URI.create(link)).getPath())
                        .toList();
                assertThat(linked).containsAll(
                        Names.all().values().stream().map(name -> "/names/" + name).toList());
            }
        }
    }
}
