package dev.porthole.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.check.Finding;
import dev.porthole.app.connections.ConnectionRow;
import dev.porthole.app.site.ArchiveException;
import dev.porthole.app.updates.Outcome;
import dev.porthole.server.StartFailure;
import dev.porthole.server.event.AcceptPaused;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.FieldOrigin;
import dev.porthole.server.event.FieldReason;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.hosting.HeaderRule;
import dev.porthole.server.hosting.RuleFileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Path VIEWS = Path.of("../src-fxml/dev/porthole/app");
    private static final Path CODE = Path.of("src/main/java");
    private static final Path SERVER = Path.of("../server-core/src/main/java");
    private static final Pattern MADE = Pattern.compile("\"([a-z][A-Za-z.-]*\\.)\"\\s*\\+");
    private static final Pattern GAP = Pattern.compile("\\{\\d}");

    private final Messages messages = new Messages();

    @Test
    void everyLanguageHasTheSameKeys() {
        assertThat(messages.keys(Language.CHINESE)).isEqualTo(messages.keys(Language.ENGLISH));
    }

    @Test
    void everyLanguageFillsTheSameGaps() {
        for (String key : messages.keys(Language.ENGLISH)) {
            assertThat(gaps(messages.pattern(Language.CHINESE, key)))
                    .as(key).isEqualTo(gaps(messages.pattern(Language.ENGLISH, key)));
        }
    }

    /** JavaFX fails to lay out a button that had a mnemonic once its words have none (LabeledSkinBase). */
    @Test
    void aButtonKeepsItsMnemonicWhileItsWordsChange() {
        for (Language each : Language.values()) {
            assertThat(mnemonic(each, "requests.exporting")).isEqualTo(mnemonic(each, "requests.export"));
            assertThat(mnemonic(each, "strip.stop")).isEqualTo(mnemonic(each, "strip.start"));
        }
    }

    /** As in every Chinese program: the letter of the English words in brackets, before an ellipsis. */
    @Test
    void theSameControlsHaveTheSameMnemonicInChinese() {
        Pattern inChinese = Pattern.compile("\\(_([A-Z])\\)(…|\\.\\.\\.| \\{0} %)?$");
        Pattern word = Pattern.compile("[A-Za-z]*_[A-Za-z_]+(\\(2\\))?");
        for (String key : messages.keys(Language.ENGLISH)) {
            String chinese = messages.pattern(Language.CHINESE, key);
            // Names of the kernel's have underlines, too; they stay the same in every language.
            String english = word.matcher(messages.pattern(Language.ENGLISH, key))
                    .replaceAll(found -> chinese.contains(found.group().replaceFirst("s$", ""))
                            ? "" : Matcher.quoteReplacement(found.group()));
            Matcher marked = inChinese.matcher(chinese);
            boolean hasMnemonic = marked.find();
            assertThat(chinese.contains("(_")).as("form of %s: %s", key, chinese).isEqualTo(hasMnemonic);
            int mark = english.indexOf('_');
            assertThat(hasMnemonic ? marked.group(1) : "").as("mnemonic of %s", key)
                    .isEqualTo(mark < 0 ? "" : english.substring(mark + 1, mark + 2).toUpperCase(Locale.ROOT));
        }
    }

    private char mnemonic(Language language, String key) {
        String pattern = messages.pattern(language, key);
        return Character.toUpperCase(pattern.charAt(pattern.indexOf('_') + 1));
    }

    @Test
    void everyReasonHasWords() {
        assertThat(missing("why.", Rule.values())).isEmpty();
        assertThat(missing("close.", CloseReason.values())).isEmpty();
        assertThat(missing("check.kind.", Finding.Kind.values())).isEmpty();
        assertThat(missing("check.what.", Finding.Kind.values())).isEmpty();
        assertThat(missing("archive.", ArchiveException.Kind.values())).isEmpty();
        assertThat(missing("close.by.", CloseReason.Party.values())).isEmpty();
        assertThat(missing("failure.", StartFailure.Kind.values())).isEmpty();
        assertThat(missing("accept.", AcceptPaused.Cause.values())).isEmpty();
        assertThat(missing("header.", FieldReason.values())).isEmpty();
        assertThat(missing("header.by.", FieldOrigin.Source.values())).isEmpty();
        assertThat(missing("hosting.problem.", RuleFileProblem.Kind.values())).isEmpty();
        assertThat(missing("hosting.header.", HeaderRule.Problem.values())).isEmpty();
        assertThat(missing("updates.ended.", Outcome.values())).isEmpty();
        assertThat(missing("outcome.", ResponseFinished.Outcome.values())).isEmpty();
        assertThat(missing("connection.state.", ConnectionRow.State.values())).isEmpty();
    }

    @Test
    void everyKeyOfAViewHasWords() throws IOException {
        Pattern key = Pattern.compile("\"%([^\"]+)\"");
        assertThat(texts(VIEWS, ".fxml").stream()
                .flatMap(text -> key.matcher(text).results()).map(found -> found.group(1))
                .filter(found -> !messages.has(found))).isEmpty();
    }

    @Test
    void noKeyIsLeftOver() throws IOException {
        String code = String.join("\n", texts(CODE, ".java")) + String.join("\n", texts(SERVER, ".java"));
        String everything = String.join("\n", texts(VIEWS, ".fxml")) + code;
        Set<String> made = MADE.matcher(code).results().map(found -> found.group(1)).collect(Collectors.toSet());
        Set<String> unused = new TreeSet<>();
        for (String key : messages.keys(Language.ENGLISH)) {
            String used = key.replaceFirst("\\.(one|other|why|\\d)$", "");
            if (Stream.of("%" + used, used, "%" + key, key).noneMatch(text -> everything.contains("\"" + text + "\""))
                    && made.stream().noneMatch(prefix -> isMade(key, prefix, code))) {
                unused.add(key);
            }
        }
        assertThat(unused).isEmpty();
    }

    /** Put together in the code from a beginning and the name of a constant; nothing else hides behind it. */
    private static boolean isMade(String key, String prefix, String code) {
        if (!key.startsWith(prefix)) {
            return false;
        }
        String name = key.substring(prefix.length()).replaceFirst("\\.[a-z0-9]+$", "");
        return name.matches("[\\w-]+") && Pattern.compile("\\b(?i:" + name + ")\\b").matcher(code).find();
    }

    @Test
    void aMissingKeyShowsItself() {
        assertThat(messages.get("no.such.key")).isEqualTo("no.such.key");
    }

    @Test
    void fillsGapsAndTranslatesPhrasesInside() {
        assertThat(messages.get("port.used.by", 7890, "nginx", 812))
                .isEqualTo("Port 7890 is in use by nginx (pid 812).");
        assertThat(messages.get("sidebar.site", "/a", Phrase.of("state.running"))).isEqualTo("/a — Running");
    }

    @Test
    void countsOneAndMany() {
        assertThat(messages.count("status.loops", 1)).isEqualTo("1 event loop");
        assertThat(messages.count("status.loops", 2)).isEqualTo("2 event loops");
    }

    @Test
    void liveTextFollowsTheLanguage() {
        ObservableValue<String> text = messages.text("state.running");
        assertThat(text.getValue()).isEqualTo("Running");
        messages.languageProperty().set(Language.CHINESE);
        assertThat(text.getValue()).isEqualTo("运行中");
    }

    private Set<String> missing(String prefix, Enum<?>[] constants) {
        return Stream.of(constants).map(one -> prefix + one.name())
                .filter(key -> !messages.has(key)).collect(Collectors.toSet());
    }

    private static Set<String> gaps(String pattern) {
        return GAP.matcher(pattern).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static List<String> texts(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).map(MessagesTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
