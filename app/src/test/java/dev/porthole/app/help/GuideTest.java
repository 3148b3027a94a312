package dev.porthole.app.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.check.Finding;
import dev.porthole.app.check.SiteCheck;
import dev.porthole.app.lab.lesson.LessonBlock;
import dev.porthole.app.lab.question.Question;
import dev.porthole.app.text.Language;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.Key;
import dev.porthole.server.SiteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the guide is whole, the same in both languages, and says what the program says. */
class GuideTest {

    private static final Path GUIDE = Path.of("../src-fxml/dev/porthole/app/guide");
    private static final Path ENGLISH = GUIDE.resolve("en");
    private static final Path CHINESE = GUIDE.resolve("zh");
    private static final long MOST_BYTES = 1_500_000;

    private final Messages messages = new Messages();

    @Test
    void ourOwnSiteCheckFindsNothing() throws IOException {
        List<Finding> findings = new SiteCheck(GUIDE, SiteOptions.DEFAULT, (read, of) -> { }, () -> false)
                .run().findings();
        assertThat(findings).isEmpty();
    }

    @Test
    void bothLanguagesHaveTheSamePagesPlacesAndLinks() throws IOException {
        assertThat(names(CHINESE)).isEqualTo(names(ENGLISH)).hasSizeGreaterThan(5);
        for (String name : names(ENGLISH)) {
            Document english = page(ENGLISH.resolve(name));
            Document chinese = page(CHINESE.resolve(name));
            assertThat(places(chinese)).as(name).isEqualTo(places(english));
            assertThat(links(chinese)).as(name).isEqualTo(links(english));
            assertThat(english.select("h2, h3, li, tr, pre, .ask, .note, figure").eachText()).as(name)
                    .hasSameSizeAs(chinese.select("h2, h3, li, tr, pre, .ask, .note, figure").eachText());
            assertThat(english.select("nav a[aria-current]").attr("href")).isEqualTo(name);
            assertThat(english.select("nav .language").attr("href")).isEqualTo("../zh/" + name);
            assertThat(chinese.select("nav .language").attr("href")).isEqualTo("../en/" + name);
        }
    }

    @Test
    void nothingRunsAndNothingComesFromElsewhere() throws IOException {
        for (Path page : pages()) {
            Document document = page(page);
            assertThat(document.select("script, iframe, object, [onclick], [style]")).as(page.toString()).isEmpty();
            assertThat(document.select("[src], [srcset], link[href]").eachAttr("src"))
                    .as(page.toString()).noneMatch(address -> address.contains(":"));
            assertThat(document.select("html").attr("lang")).isNotBlank();
            assertThat(document.select("img:not([alt])")).as("no words for a picture: " + page).isEmpty();
        }
    }

    @Test
    void itIsSmallEnoughToComeWithTheProgram() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(GUIDE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
        assertThat(GUIDE.resolve("pictures/icon.svg")).hasSameBinaryContentAs(Path.of("../icons/porthole-small.svg"));
    }

    /** Whoever adds a key writes it into the table of both languages. */
    @ParameterizedTest
    @EnumSource
    void theTableOfKeysIsThatOfTheWindow(Language language) throws IOException {
        messages.languageProperty().set(language);
        Document reference = page(folder(language).resolve("reference.html"));
        List<String> written = reference.select("table.keys tr").stream()
                .map(row -> String.join(", ", row.select("kbd").eachText()) + " " + row.child(1).text()).toList();
        assertThat(written).containsExactlyInAnyOrderElementsOf(Stream.of(Key.values())
                .map(key -> key.label() + " " + messages.get(key.text())).toList());
    }

    /** Teachers find the same words in both places. */
    @ParameterizedTest
    @EnumSource
    void theLessonIsThatOfTheLab(Language language) throws IOException {
        messages.languageProperty().set(language);
        Document teach = page(folder(language).resolve("teach.html"));
        Element main = teach.selectFirst("main");
        assertThat(main).isNotNull();
        String text = main.text();
        for (LessonBlock block : LessonBlock.values()) {
            assertThat(text).contains(block.from() + "–" + block.to()).contains(words(block.title()))
                    .contains(words(block.title() + ".does")).contains(words(block.title() + ".appears"))
                    .contains(words(block.title() + ".says"));
        }
        List<Question> questions = Stream.of(LessonBlock.values())
                .flatMap(block -> block.questions().stream()).toList();
        assertThat(teach.select(".ask .right").eachText()).containsExactlyElementsOf(
                questions.stream().map(question -> words(question.key() + "." + question.right())).toList());
    }

    private String words(String key) {
        return messages.get(key).strip();
    }

    private static Path folder(Language language) {
        return language == Language.CHINESE ? CHINESE : ENGLISH;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(GUIDE)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        }
        return names;
    }

    private static Document page(Path file) throws IOException {
        return Jsoup.parse(file.toFile(), "UTF-8");
    }

    private static List<String> places(Document page) {
        return page.select("[id]").eachAttr("id");
    }

    private static List<String> links(Document page) {
        return page.select("main a").eachAttr("href");
    }
}
