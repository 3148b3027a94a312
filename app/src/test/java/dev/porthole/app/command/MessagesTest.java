package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.check.Finding;
import dev.porthole.app.https.AuthorityException;
import dev.porthole.app.https.AuthorityFiles;
import dev.porthole.app.https.TrustCommands;
import dev.porthole.app.site.ArchiveException;
import dev.porthole.server.event.AcceptPaused;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import dev.porthole.server.files.FolderWatch.Limit;
import dev.porthole.server.hosting.HeaderRule;
import dev.porthole.server.hosting.RuleFileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MessagesTest {

    private static final Pattern BLANK = Pattern.compile("%(?:\\d\\$)?(?:\\.\\d)?[a-mo-z]");

    private final ResourceBundle english = bundle(Locale.ROOT);
    private final ResourceBundle chinese = bundle(Locale.SIMPLIFIED_CHINESE);

    @Test
    void everyRuleAndOutcomeHasWords() {
        assertThat(english.keySet())
                .containsAll(keys("rule.", Rule.values()))
                .containsAll(keys("accept-paused.", AcceptPaused.Cause.values()))
                .containsAll(keys("check.found.", Finding.Kind.values()))
                .containsAll(keys("error.archive.", ArchiveException.Kind.values()))
                .containsAll(keys("error.https.", AuthorityException.Kind.values()))
                .containsAll(keys("https.found.", AuthorityFiles.Finding.values()))
                .containsAll(keys("https.for.", TrustCommands.Audience.values()))
                .containsAll(keys("hosting.problem.", RuleFileProblem.Kind.values()))
                .containsAll(keys("error.header-rule.", HeaderRule.Problem.values()))
                .containsAll(keys("serve.reload-limit.", Limit.DIRECTORIES, Limit.NO_WATCH))
                .containsAll(keys("serve.memory-limit.", Limit.DIRECTORIES, Limit.NO_WATCH))
                .contains("outcome." + Outcome.CLIENT_LEFT, "outcome." + Outcome.SERVER_CUT);
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(english.keySet()).containsExactlyInAnyOrderElementsOf(chinese.keySet());
    }

    @Test
    void bothLanguagesLeaveTheSameBlanks() {
        for (String key : chinese.keySet()) {
            assertThat(blanks(chinese.getString(key))).as(key).isEqualTo(blanks(english.getString(key)));
        }
    }

    @Test
    void noMessageIsLeftOver() throws IOException {
        Set<String> unused = new TreeSet<>(english.keySet());
        unused.removeAll(askedForByHelp());
        unused.removeAll(keys("rule.", Rule.values()));
        unused.removeAll(keys("accept-paused.", AcceptPaused.Cause.values()));
        unused.removeAll(keys("outcome.", Outcome.values()));
        unused.removeAll(keys("check.found.", Finding.Kind.values()));
        unused.removeAll(keys("error.archive.", ArchiveException.Kind.values()));
        unused.removeAll(keys("error.https.", AuthorityException.Kind.values()));
        unused.removeAll(keys("https.found.", AuthorityFiles.Finding.values()));
        unused.removeAll(keys("https.for.", TrustCommands.Audience.values()));
        unused.removeAll(keys("hosting.problem.", RuleFileProblem.Kind.values()));
        unused.removeAll(keys("error.header-rule.", HeaderRule.Problem.values()));
        unused.removeAll(keys("serve.reload-limit.", Limit.DIRECTORIES, Limit.NO_WATCH));
        unused.removeAll(keys("serve.memory-limit.", Limit.DIRECTORIES, Limit.NO_WATCH));
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/porthole/app"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file);
                unused.removeIf(key -> code.contains('"' + key + '"'));
            }
        }
        assertThat(unused).isEmpty();
    }

    private Set<String> askedForByHelp() {
        Set<String> asked = new TreeSet<>();
        CommandLine command = new CommandLine(new PortholeCommand()).setResourceBundle(new ResourceBundle() {
            @Override
            protected Object handleGetObject(String key) {
                asked.add(key);
                return english.getObject(key);
            }

            @Override
            public Enumeration<String> getKeys() {
                return english.getKeys();
            }
        });
        askForHelp(command);
        return asked;
    }

    private static void askForHelp(CommandLine command) {
        assertThat(command.getUsageMessage()).isNotBlank();
        command.getSubcommands().values().forEach(MessagesTest::askForHelp);
    }

    private static List<String> keys(String prefix, Enum<?>... constants) {
        return Arrays.stream(constants).map(constant -> prefix + constant).toList();
    }

    private static List<String> blanks(String message) {
        return BLANK.matcher(message).results()
                .map(match -> match.group().replaceAll("\\d\\$", ""))
                .sorted()
                .toList();
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "dev.porthole.app.command.messages",
                locale,
                new ResourceBundle.Control() {
                    @Override
                    public List<Locale> getCandidateLocales(String baseName, Locale wanted) {
                        return List.of(wanted);
                    }
                });
    }
}
