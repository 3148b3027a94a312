package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that is made of a directory without an index. */
class ListingTest {

    private static final int MANY = 20_000;

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        Names.writeInto(folder, "names");
        folder.file("sub/inner.txt", "inner");
        folder.file("sub/deeper/deepest.txt", "deepest");
        folder.file("with/index.html", "<p>index</p>");
        folder.file("with/other.txt", "other");
        folder.file("<x-evil>&amp;\"/in.txt", "in");
        folder.file("hidden/.secret", "secret");
        folder.file("hidden/shown.txt", "shown");
        folder.directory("empty");
        folder.directory("odd");
        folder.link("odd/dangling", folder.path("nowhere"));
        folder.link("odd/loop", folder.path("odd/loop"));
        folder.link("odd/escape", folder.outside("secret.txt"));
        folder.link("odd/inner", folder.path("letters.txt"));
        new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'odd/bad\\377name')\"")
                .directory(folder.root().toFile()).start().waitFor(10, TimeUnit.SECONDS);
        for (int i = 0; i < MANY; i++) {
            folder.writeNow(String.format("many/file-%05d.txt", i), new byte[0]);
        }
    });

    @RegisterExtension
    static final Site CLOSED = Site.serving(folder -> {
        folder.letters();
        folder.file("sub/.hidden", "hidden");
        folder.file(".git/config", "config");
        folder.file("with/index.html", "<p>index</p>");
    }).with(SiteOptions.DEFAULT.withListDirectories(false).withServeDotfiles(true));

    private static URI base(String target) {
        return URI.create("http://" + SITE.host() + target);
    }

    /** The targets that the links of a listing lead to; a link that is no valid URI fails the test. */
    private static List<String> targets(String directory, String page) {
        return Html.links(page).stream()
                .map(link -> base(directory).resolve(URI.create(link)).getRawPath())
                .toList();
    }

    @Test
    @DisplayName("list.basic")
    void aDirectoryWithoutIndexIsListed() throws Exception {
        RawResponse response = SITE.get("/sub/").hasStatus(200);
        assertThat(response.header("Content-Type")).isEqualToIgnoringCase("text/html; charset=utf-8");
        assertThat(response.text()).contains("inner.txt", "deeper");
        assertThat(targets("/sub/", response.text())).contains("/sub/inner.txt", "/sub/deeper/");
    }

    static Stream<Arguments> names() {
        return Names.rows("list.roundtrip-");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void theLinkInTheListingFetchesTheFile(String id, String name) throws Exception {
        String page = SITE.get("/names/").hasStatus(200).text();
        String wanted = "/names/" + name;
        List<String> found = targets("/names/", page).stream()
                .filter(target -> URI.create("http://x" + target).getPath().equals(wanted))
                .toList();
        assertThat(found).as("links to <%s>", name).isNotEmpty();
        RawResponse response = SITE.get(found.getFirst()).hasStatus(200);
        assertThat(response.text()).isEqualTo(name);
    }

    @ParameterizedTest(name = "list.xss-tags: {0}")
    @ValueSource(strings = {"/names/", "/%3Cx-evil%3E&amp;%22/", "/"})
    void noElementIsMadeOfAName(String target) throws Exception {
        List<Html.Element> elements = Html.elements(SITE.get(target).hasStatus(200).text());
        assertThat(elements).noneMatch(element -> element.name().equals("x-evil"));
        assertThat(elements).noneMatch(element -> element.attributes().keySet().stream()
                .anyMatch(attribute -> attribute.startsWith("on")));
        assertThat(elements).noneMatch(element -> element.attributes().getOrDefault("href", "")
                .startsWith("javascript:"));
    }

    @Test
    @DisplayName("list.root-has-no-escape")
    void noLinkLeadsAboveTheRoot() throws Exception {
        List<String> links = Html.links(SITE.get("/").hasStatus(200).text());
        assertThat(links).isNotEmpty().noneMatch(link -> link.startsWith(".."));
        assertThat(links).allSatisfy(link -> {
            URI target = base("/").resolve(URI.create(link));
            assertThat(target.getAuthority()).isEqualTo(SITE.host());
            assertThat(target.getRawPath()).doesNotContain("..");
        });
        assertThat(Html.links(SITE.get("//").text())).noneMatch(link -> link.startsWith("//"));
    }

    @Test
    @DisplayName("list.links: every one leads somewhere")
    void everyLinkOfAListingWorks() throws Exception {
        for (String directory : List.of("/", "/sub/", "/sub/deeper/", "/%3Cx-evil%3E&amp;%22/", "/hidden/")) {
            List<String> targets = targets(directory, SITE.get(directory).hasStatus(200).text());
            assertThat(targets).isNotEmpty();
            for (String target : targets) {
                SITE.head(target).hasStatus(200);
            }
        }
    }

    @Test
    @DisplayName("list.index-wins")
    void aDirectoryWithAnIndexIsNotListed() throws Exception {
        assertThat(SITE.get("/with/").hasStatus(200).text()).isEqualTo("<p>index</p>");
    }

    @Test
    @DisplayName("list.empty")
    void anEmptyDirectoryIsStillAPage() throws Exception {
        assertThat(SITE.get("/empty/").hasStatus(200).text()).contains("</html>");
    }

    @Test
    @DisplayName("list.dotfiles-hidden")
    void hiddenFilesAreNotListed() throws Exception {
        assertThat(SITE.get("/hidden/").hasStatus(200).text()).contains("shown.txt")
                .doesNotContain(".secret");
    }

    @Test
    @DisplayName("list.odd: dangling and looping links, names that are not UTF-8")
    void oddEntriesDoNotBreakTheListing() throws Exception {
        RawResponse response = SITE.get("/odd/").hasStatus(200);
        assertThat(targets("/odd/", response.text())).contains("/odd/inner");
        for (String target : targets("/odd/", response.text())) {
            assertThat(SITE.get(target).status()).as(target).isLessThan(500);
        }
    }

    @Test
    @DisplayName("list.20k")
    void aHugeDirectoryIsListedWhole() throws Exception {
        Instant begun = Instant.now();
        RawResponse response = SITE.get("/many/").hasStatus(200);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
        Set<String> targets = new HashSet<>(targets("/many/", response.text()));
        for (int i = 0; i < MANY; i++) {
            assertThat(targets.contains(String.format("/many/file-%05d.txt", i))).as("file %d", i).isTrue();
        }
    }

    @Test
    @DisplayName("list.20k: abandoned and beside others")
    void aHugeListingDelaysNobody() throws Exception {
        try (RawClient first = RawClient.connect(SITE.address(), 4_096);
                RawClient second = RawClient.connect(SITE.address(), 4_096);
                RawClient third = RawClient.connect(SITE.address(), 4_096)) {
            for (RawClient client : List.of(first, second, third)) {
                client.send(SITE.request("GET", "/many/"));
            }
            Instant begun = Instant.now();
            SITE.get("/letters.txt").hasStatus(200);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(1));
            assertThat(first.readHead().status()).isEqualTo(200);
            first.reset();
            assertThat(second.read().hasStatus(200).text()).contains("file-19999.txt");
        }
    }

    @ParameterizedTest(name = "list.keepalive: {0}")
    @ValueSource(strings = {"/sub/", "/many/", "/empty/"})
    void theConnectionIsInStepAfterAListing(String target) throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", target) + SITE.request("HEAD", target)
                    + SITE.request("GET", "/letters.txt"));
            client.read().hasStatus(200);
            client.readAnswerTo("HEAD").hasStatus(200);
            assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
        }
    }

    @Test
    @DisplayName("list.http10")
    void http10ReadsAListingToItsEnd() throws Exception {
        for (String target : List.of("/sub/", "/many/")) {
            try (RawClient client = SITE.connect()) {
                RawResponse response = client.send("GET " + target + " HTTP/1.0\r\n\r\n").read()
                        .hasStatus(200);
                assertThat(response.has("Transfer-Encoding")).isFalse();
                assertThat(response.text()).contains("</html>");
                client.expectEof();
            }
        }
    }

    @Test
    @DisplayName("list.query-ignored")
    void aQueryDoesNotChangeWhatIsListed() throws Exception {
        assertThat(targets("/sub/", SITE.get("/sub/?a=../").hasStatus(200).text()))
                .contains("/sub/inner.txt");
    }

    @Test
    @DisplayName("list.off")
    void aSiteMayKeepItsDirectoriesToItself() throws Exception {
        assertThat(CLOSED.get("/").hasStatus(404).text()).doesNotContain("letters.txt");
        CLOSED.get("/sub/").hasStatus(404);
        CLOSED.get("/with/").hasStatus(200);
        CLOSED.get("/letters.txt").hasStatus(200);
    }

    @Test
    @DisplayName("path.dotfiles: shown when asked for")
    void aSiteMayShowItsDotfiles() throws Exception {
        assertThat(CLOSED.get("/sub/.hidden").hasStatus(200).text()).isEqualTo("hidden");
        assertThat(CLOSED.get("/.git/config").hasStatus(200).text()).isEqualTo("config");
        CLOSED.get("/../secret.txt").hasStatus(400);
    }
}
