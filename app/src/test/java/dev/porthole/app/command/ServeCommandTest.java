package dev.porthole.app.command;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** {@code porthole serve} as a script or a person in a terminal meets it: as a process. */
@Timeout(value = 2, unit = MINUTES)
class ServeCommandTest {

    private static final Pattern COMBINED = Pattern.compile(
            "(\\S+) - - \\[([^]]+)] \"((?:[^\"\\\\]|\\\\.)*)\" (\\d{3}) (\\d+|-)"
                    + " \"((?:[^\"\\\\]|\\\\.)*)\" \"((?:[^\"\\\\]|\\\\.)*)\"");

    @TempDir
    private Path folder;

    @BeforeEach
    void makeSite() throws IOException {
        Files.writeString(folder.resolve("index.html"), "<h1>Ahoy</h1>");
    }

    @Test
    void printsOneLineWithFolderAndAddressOnceItAnswers() throws Exception {
        try (PortholeProcess porthole = serve()) {
            String line = porthole.line();

            Matcher serving = Pattern.compile("Serving (.+) at (http://127\\.0\\.0\\.1:\\d+/)").matcher(line);
            assertThat(serving.matches()).as(line).isTrue();
            assertThat(serving.group(1)).isEqualTo(folder.toString());
            assertThat(get(URI.create(serving.group(2))).body()).isEqualTo("<h1>Ahoy</h1>");
        }
    }

    @Test
    void anArchiveIsServedAndItsFolderRemovedInTheEnd(@TempDir Path elsewhere) throws Exception {
        Path archive = elsewhere.resolve("shop.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("index.html"));
            zip.write("<h1>Shop</h1>".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        Path unpacked;
        try (PortholeProcess porthole = PortholeProcess.start("serve", archive.toString(), "-p0")) {
            Matcher serving = Pattern.compile("Serving (.+) at (http://127\\.0\\.0\\.1:\\d+/)").matcher(porthole.line());
            assertThat(serving.matches()).isTrue();
            unpacked = Path.of(serving.group(1));
            assertThat(get(URI.create(serving.group(2))).body()).isEqualTo("<h1>Shop</h1>");
            porthole.terminate();
            assertThat(porthole.exitCode()).isZero();
        }
        assertThat(unpacked).doesNotExist();
        Files.writeString(archive, "damaged");
        try (PortholeProcess porthole = PortholeProcess.start("serve", archive.toString(), "-p0")) {
            assertThat(porthole.exitCode()).isEqualTo(2);
            assertThat(porthole.remainingErrorLines()).containsExactly("porthole: " + archive
                    + " is damaged, encrypted, or no zip file. Unpack it and serve the folder.");
        }
    }

    @Test
    void servingLineIsEnglishInEveryLanguage() throws Exception {
        try (PortholeProcess porthole = PortholeProcess.startInChinese("serve", folder.toString(), "-p0")) {
            assertThat(porthole.line()).startsWith("Serving " + folder + " at http://127.0.0.1:");
        }
    }

    @Test
    void terminatedIsExitCodeZeroAndTheLogIsWrittenToItsEnd() throws Exception {
        try (PortholeProcess porthole = serve()) {
            URI site = porthole.servingAt();
            for (int i = 0; i < 20; i++) {
                get(site);
            }
            porthole.terminate();

            assertThat(porthole.exitCode()).isZero();
            assertThat(porthole.remainingLines()).hasSize(20);
            assertThat(porthole.remainingErrorLines()).isEmpty();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void interruptedIsExitCodeZeroAndThePortIsFreeAgain() throws Exception {
        try (PortholeProcess porthole = serve()) {
            URI site = porthole.servingAt();
            porthole.interrupt();

            assertThat(porthole.exitCode()).isZero();
            try (ServerSocket next = new ServerSocket()) {
                next.setReuseAddress(true);
                next.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), site.getPort()));
                assertThat(next.isBound()).isTrue();
            }
        }
    }

    @Test
    void idleConnectionsDoNotDelayTheEnd() throws Exception {
        try (PortholeProcess porthole = serve()) {
            URI site = porthole.servingAt();
            try (Socket idle = connect(site);
                    Socket keptAlive = connect(site)) {
                send(keptAlive, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(keptAlive.getInputStream().read()).isEqualTo('H');
                long asked = System.nanoTime();
                porthole.terminate();

                assertThat(porthole.exitCode()).isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(4));
                assertThat(idle.isConnected()).isTrue();
            }
        }
    }

    @Test
    void anAnswerNobodyReadsDelaysTheEndForFiveSecondsAtMost() throws Exception {
        Files.write(folder.resolve("big"), new byte[64 << 20]);
        try (PortholeProcess porthole = serve()) {
            URI site = porthole.servingAt();
            try (Socket stalled = connect(site)) {
                send(stalled, "GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(stalled.getInputStream().read()).isEqualTo('H');
                long asked = System.nanoTime();
                porthole.terminate();

                assertThat(porthole.errorLine()).contains("Finishing the answers on their way");
                assertThat(porthole.exitCode()).isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - asked))
                        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(7));
                assertThat(porthole.remainingLines()).singleElement().asString().contains("cut short");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-p http                    | \"http\" is not a port; choose a number from 0 to 65535 with -p PORT.",
        "-p 65536                   | \"65536\" is not a port; choose a number from 0 to 65535 with -p PORT.",
        "-p                         | The option --port needs a value; write --port PORT.",
        "--bind example.org         | \"example.org\" is not an IP address",
        "-p 0 --bind 192.0.2.1      | The address 192.0.2.1 does not belong to this computer",
        "--lan --bind 127.0.0.1     | --lan and --bind cannot be used together",
        "--log xml                  | There is no log format \"xml\"; choose text, clf, json or none.",
        "--transport carrier-pigeon | There is no transport \"carrier-pigeon\"; this system has ",
        "--frobnicate               | There is no option --frobnicate",
        "one two                    | \"two\" is one argument too many",
        "/nowhere/at/all            | There is no folder /nowhere/at/all; check the spelling",
    })
    void whatCannotBeDoneIsOneSentenceAndExitCodeTwo(String arguments, String sentence) throws Exception {
        String[] args = ("serve " + arguments.strip()).split(" ");
        try (PortholeProcess porthole = PortholeProcess.start(args)) {
            assertThat(porthole.exitCode()).isEqualTo(2);
            assertThat(porthole.remainingErrorLines())
                    .singleElement().asString().startsWith("porthole: " + sentence.strip());
            assertThat(porthole.remainingLines()).isEmpty();
        }
    }

    @Test
    void aTransportIsTakenByName() throws Exception {
        try (PortholeProcess porthole = serve("--transport", "NIO")) {
            assertThat(get(porthole.servingAt()).body()).isEqualTo("<h1>Ahoy</h1>");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aTransportOfAnotherSystemIsNotHere() throws Exception {
        String[] arguments = {"serve", folder.toString(), "-p", "0", "--transport", "kqueue"};
        assertThat(refusal(PortholeProcess.start(arguments)))
                .startsWith("porthole: The transport kqueue needs macOS; this system has ").endsWith("nio.");
        assertThat(refusal(PortholeProcess.startInChinese(arguments)))
                .startsWith("porthole: 传输方式 kqueue 需要 macOS；本机可用：").endsWith("nio。");
    }

    private static String refusal(PortholeProcess started) throws Exception {
        try (PortholeProcess porthole = started) {
            assertThat(porthole.exitCode()).isEqualTo(2);
            assertThat(porthole.remainingLines()).isEmpty();
            return String.join("\n", porthole.remainingErrorLines());
        }
    }

    @Test
    void aFileIsNotAFolder() throws Exception {
        Path file = folder.resolve("index.html");
        try (PortholeProcess porthole = PortholeProcess.start("serve", file.toString(), "-p", "0")) {
            assertThat(porthole.exitCode()).isEqualTo(2);
            assertThat(porthole.remainingErrorLines()).containsExactly(
                    "porthole: " + file + " is a file, not a folder; serve the folder it is in.");
        }
    }

    @Test
    void aTakenPortIsNamedTogetherWithAWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                PortholeProcess porthole = PortholeProcess.startInChinese(
                        "serve", folder.toString(), "-p", String.valueOf(taken.getLocalPort()))) {
            assertThat(porthole.exitCode()).isEqualTo(2);
            assertThat(porthole.remainingErrorLines()).containsExactly("porthole: 端口 "
                    + taken.getLocalPort() + "（127.0.0.1）已被其他程序占用；请用 -p PORT 换一个，或用 -p 0 任选空闲端口。");
        }
    }

    @Test
    void lanListensOnEveryNetworkAndSaysSo() throws Exception {
        try (PortholeProcess porthole = serve("--lan")) {
            URI site = porthole.servingAt();

            assertThat(site.getHost()).isEqualTo("127.0.0.1");
            assertThat(porthole.line()).startsWith("On the network: ");
            assertThat(get(site).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void textLogHasOneReadableLineARequest() throws Exception {
        try (PortholeProcess porthole = serve()) {
            URI site = porthole.servingAt();
            get(site);
            get(site.resolve("/%E6%96%87%1b%5B31m"));
            raw(site, request("GET /\u001b[31mred HTTP/1.1"));

            assertThat(porthole.line()).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  127\\.0\\.0\\.1  200  "
                    + "    13 B +\\d+\\.\\d\\d ms  GET /  \\(the folder's index\\.html\\)");
            assertThat(porthole.line()).contains("  404  ", "  GET /文%1b%5B31m  (no such file)");
            assertThat(porthole.line()).contains("  400  ", "\\x1b[31mred").doesNotContain("\u001b");
        }
    }

    @Test
    void combinedLogIsWhatLogAnalysersRead() throws Exception {
        try (PortholeProcess porthole = serve("--log", "clf")) {
            URI site = porthole.servingAt();
            raw(site, request(
                    "GET /?a=\"b\\c HTTP/1.1", "Referer: http://x/\"y\"", "User-Agent: Käpt'n\\\tAhab"));
            raw(site, request("HEAD / HTTP/1.1"));

            Matcher first = combined(porthole.line());
            assertThat(first.group(1)).isEqualTo("127.0.0.1");
            OffsetDateTime time = OffsetDateTime.parse(
                    first.group(2), DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH));
            assertThat(time.toInstant()).isCloseTo(Instant.now(), within(60, ChronoUnit.SECONDS));
            assertThat(first.group(3)).isEqualTo("GET /?a=\\\"b\\\\c HTTP/1.1");
            assertThat(first.group(6)).isEqualTo("http://x/\\\"y\\\"");
            assertThat(first.group(7)).isEqualTo("K\\xc3\\xa4pt'n\\\\\\tAhab");
            Matcher second = combined(porthole.line());
            assertThat(second.group(3)).isEqualTo("HEAD / HTTP/1.1");
            assertThat(second.group(4)).isEqualTo("200");
            assertThat(second.group(5)).as("no body").isEqualTo("-");
            assertThat(second.group(6)).as("no Referer").isEqualTo("-");
        }
    }

    @Test
    void jsonLogIsOneObjectALine() throws Exception {
        try (PortholeProcess porthole = serve("--log=json")) {
            URI site = porthole.servingAt();
            get(site);
            raw(site, request("GET /no\"thing HTTP/1.1", "User-Agent: \u0080\u009b"));

            Map<String, String> first = json(porthole.line());
            assertThat(first)
                    .containsEntry("request", "1")
                    .containsEntry("connection", "1")
                    .containsEntry("client", "127.0.0.1")
                    .containsEntry("method", "GET")
                    .containsEntry("target", "/")
                    .containsEntry("status", "200")
                    .containsEntry("rule", "index")
                    .containsEntry("file", "index.html")
                    .containsEntry("bodyBytes", "13")
                    .containsEntry("outcome", "complete");
            assertThat(Instant.parse(first.get("time"))).isBeforeOrEqualTo(Instant.now());
            assertThat(Double.parseDouble(first.get("totalMs"))).isPositive();
            String second = porthole.line();
            assertThat(second).matches("\\p{ASCII}+");
            assertThat(json(second)).containsEntry("target", "/no\"thing").containsKey("status");
        }
    }

    @Test
    void noneLogsNothing() throws Exception {
        try (PortholeProcess porthole = serve("--log", "none")) {
            get(porthole.servingAt());
            porthole.terminate();

            assertThat(porthole.exitCode()).isZero();
            assertThat(porthole.remainingLines()).isEmpty();
        }
    }

    @Test
    void neverLoadsTheWindowsClasses() throws Exception {
        Path loaded = folder.resolve("classes.txt");
        try (PortholeProcess porthole = PortholeProcess.start(
                List.of("-Xlog:class+load:file=" + loaded), "serve", folder.toString(), "-p", "0")) {
            get(porthole.servingAt());
            porthole.terminate();
            assertThat(porthole.exitCode()).isZero();
        }
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes).anyMatch(line -> line.contains(ServeCommand.class.getName()));
        assertThat(classes).noneMatch(line -> line.contains(" javafx.") || line.contains(" com.sun.javafx."));
        assertThat(classes).noneMatch(line -> line.contains(" java.awt."));
    }

    private PortholeProcess serve(String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("serve", folder.toString(), "-p", "0"));
        args.addAll(List.of(options));
        return PortholeProcess.start(args.toArray(String[]::new));
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Sends these very characters, in UTF-8, and reads the answer to its end. */
    private static void raw(URI site, String request) throws IOException {
        try (Socket socket = connect(site)) {
            socket.setSoTimeout((int) SECONDS.toMillis(30));
            send(socket, request);
            InputStream answer = socket.getInputStream();
            assertThat(answer.read()).isEqualTo('H');
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static String request(String requestLine, String... fields) {
        List<String> lines = new ArrayList<>(List.of(requestLine, "Host: localhost", "Connection: close"));
        lines.addAll(List.of(fields));
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static Socket connect(URI site) throws IOException {
        return new Socket(InetAddress.ofLiteral(site.getHost()), site.getPort());
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static Matcher combined(String line) {
        Matcher matcher = COMBINED.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        return matcher;
    }

    private static Map<String, String> json(String line) {
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                values.put(name, parser.getString());
            }
            assertThat(parser.nextToken()).as("one object a line").isNull();
        }
        return values;
    }
}
