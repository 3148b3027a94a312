package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code porthole guide}, and what the guide says of the command line. */
class GuideCommandTest {

    private static final Path GUIDE = Path.of("../src-fxml/dev/porthole/app/guide");
    private static final Path README = Path.of("../README.md");

    @TempDir Path folder;

    @Test
    void thePageForTeachersIsServedUntilItIsToldToStop() throws Exception {
        try (PortholeProcess porthole = PortholeProcess.startWithoutPrograms(folder, "guide", "--teacher")) {
            String line = porthole.line();
            assertThat(line).matches("The guide is at http://127\\.0\\.0\\.1:\\d+/en/teach\\.html");
            URI page = URI.create(line.substring(line.indexOf("http")));
            assertThat(porthole.errorLine()).contains("No browser could be opened").contains(page.toString());
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(Files.readString(GUIDE.resolve("en/teach.html")));
            }
            porthole.terminate();
            assertThat(porthole.exitCode()).isZero();
        }
    }

    @Test
    void aCacheThatCannotBeWrittenIsOneSentence() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file where the folder should be");
        try (PortholeProcess porthole = PortholeProcess.startWithoutPrograms(folder, "guide")) {
            assertThat(porthole.exitCode()).isEqualTo(PortholeCommand.CANNOT_FOLLOW);
            assertThat(porthole.remainingErrorLines()).singleElement().asString()
                    .startsWith("porthole: The guide cannot be shown (");
        }
    }

    /** Whoever adds an option writes it into the reference of both languages. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyCommandAndOptionIsInTheReference(String language) throws IOException {
        Path file = GUIDE.resolve(language).resolve("reference.html");
        String reference = Jsoup.parse(file.toFile(), "UTF-8").text();
        Set<String> missing = new TreeSet<>();
        collect(new CommandLine(new PortholeCommand()), missing);
        missing.removeIf(reference::contains);
        assertThat(missing).isEmpty();
    }

    private static void collect(CommandLine command, Set<String> words) {
        words.add(command.getCommandSpec().qualifiedName());
        command.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(option -> words.addAll(List.of(option.names())));
        command.getSubcommands().values().forEach(each -> collect(each, words));
    }

    @Test
    void everyCommandInTheGuideIsOneThatPortholeUnderstands() throws IOException {
        List<String> commands = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(GUIDE)) {
            for (Path page : pages.filter(file -> file.toString().endsWith(".html")).toList()) {
                for (Element written : Jsoup.parse(page.toFile(), "UTF-8").select("pre code")) {
                    commands.addAll(written.wholeText().lines().toList());
                }
            }
        }
        commands.removeIf(line -> !line.startsWith("porthole ") || line.contains("[") || line.contains(" | "));
        assertThat(commands).hasSizeGreaterThan(10);
        for (String line : commands) {
            CommandLine command = new CommandLine(new PortholeCommand());
            // Throws what it does not understand.
            command.parseArgs(line.replaceFirst(" {2,}.*| #.*", "").split(" +", 2)[1].split(" +"));
        }
    }

    @Test
    void theReadmeNamesEveryCommand() throws IOException {
        String readme = Files.readString(README);
        new CommandLine(new PortholeCommand()).getSubcommands().keySet()
                .forEach(name -> assertThat(readme).contains("porthole " + name));
    }
}
