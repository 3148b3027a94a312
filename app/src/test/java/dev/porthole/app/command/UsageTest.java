package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What {@code --help} looks like in a terminal of 80 columns. */
class UsageTest {

    private static final int COLUMNS = 80;

    /** What is typed must not be torn: an option with its value in a synopsis, or a word of letters and signs. */
    private static final Pattern WHOLE = Pattern.compile("\\[[^\\[\\]]*](\\.\\.\\.)?|[!-~]*[!-~&&[^(\"]][!-~]*");

    @ParameterizedTest
    @ValueSource(strings = {"", "zh-CN"})
    void noLineIsTooLongAndNothingToBeTypedIsTorn(String language) {
        ResourceBundle words = ResourceBundle.getBundle(
                "dev.porthole.app.command.messages", Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        check(PortholeCommand.commandLine().setResourceBundle(words));
    }

    private static void check(CommandLine command) {
        String usage = command.getUsageMessage(Ansi.OFF);
        String name = command.getCommandSpec().qualifiedName();
        assertThat(usage.lines().filter(line -> columns(line) > COLUMNS)).as("too long: %s", name).isEmpty();
        Set<String> torn = new LinkedHashSet<>();
        for (String[] texts : List.of(command.getCommandSpec().usageMessage().customSynopsis(),
                command.getCommandSpec().usageMessage().description(),
                command.getCommandSpec().usageMessage().footer())) {
            Stream.of(texts).map(text -> String.format(text)).forEach(text -> collect(text, torn));
        }
        // The library hands these out as they are shown.
        command.getCommandSpec().args().forEach(
                arg -> Stream.of(arg.description()).forEach(text -> collect(text, torn)));
        usage.lines().forEach(line -> torn.removeIf(line::contains));
        assertThat(torn).as("torn: %s", name).isEmpty();
        command.getSubcommands().values().forEach(UsageTest::check);
    }

    private static void collect(String text, Set<String> found) {
        WHOLE.matcher(text).results().map(MatchResult::group).forEach(found::add);
    }

    /** Chinese characters and signs are two columns wide. */
    private static int columns(String line) {
        return Arrays.stream(line.codePoints().toArray()).map(point -> point >= 0x2e80 ? 2 : 1).sum();
    }
}
