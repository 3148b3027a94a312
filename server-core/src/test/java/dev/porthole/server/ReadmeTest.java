package dev.porthole.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example in the README is a program: it is compiled and run exactly as it stands there. */
class ReadmeTest {

    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir Path folder;

    @Test
    @Timeout(60)
    void theExampleServesAFolderAndTellsWhy() throws Exception {
        Path program = folder.resolve("Serve.java");
        Files.writeString(program, example());
        Path site = Files.createDirectory(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), "hello");
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-cp", classPath(),
                program.toString(), site.toString()).redirectErrorStream(true).start();
        try (BufferedReader lines = process.inputReader(); HttpClient client = HttpClient.newHttpClient()) {
            String address = lines.readLine();
            assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/");
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
            HttpResponse<String> first = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(first.body()).isEqualTo("hello");
            assertThat(lines.readLine()).isEqualTo("200 INDEX index.html");
            String tag = first.headers().firstValue("ETag").orElse("");
            request.setHeader("If-None-Match", tag.isEmpty() ? "*" : tag);
            client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(lines.readLine()).isEqualTo("304 ETAG_MATCHED index.html");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Without the logging library that a test library brings along: it would say that it is not set up. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(all.split(File.pathSeparator)).filter(entry -> !entry.contains("slf4j"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String example() throws IOException {
        Matcher found = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
        assertThat(found.find()).as("an example in the README").isTrue();
        return found.group(1);
    }
}
