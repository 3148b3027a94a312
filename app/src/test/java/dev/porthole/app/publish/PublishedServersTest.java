package dev.porthole.app.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.hosting.HeaderRule;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.http.HostingRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real nginx and the real Caddy, with the configurations that are written for them, answer as Porthole does. What
 * remains different is listed in {@link #known}, and told in the comment of each configuration.
 */
class PublishedServersTest {

    private static final List<String> PATHS = List.of(
            "/", "/index.html", "/about", "/about?x=1", "/about.html", "/about.html?x=1", "/both", "/both/",
            "/both.html", "/sub", "/sub?q", "/sub/", "/sub/index.html", "/sub/deep", "/sub/deep.html", "/bare/",
            "/none", "/none.js", "/none/", "/users/7", "/.env", "/.well-known/t", "/.well-known/.h", "/a/.b/c",
            "/assets/style.css", "/assets/app.js", "/assets/game.wasm", "/assets/no.js", "/%C3%BC", "/%C3%BC.html",
            "/a%20b.txt", "/a%24b.txt", "/noext", "/404.html", "//evil.example", "/old/a?q=1", "/old/a/b",
            "/old//evil.example", "/old/%0d%0aX:1", "/show", "/deep/x", "/forced", "/go//evil.example", "/go/x",
            "/style", "/q?id=1", "/_headers", "/_redirects", "/x%0d%0ay.html", "/ABOUT", "/about/", "/sub/none",
            "/assets/none/deep", "/%2e/about", "/sub/../about", "/noext/",
            "/none.html", "/sub/none.html?q=1", "/deep.html");

    private static final Set<String> COMPARED = Set.of(
            "cache-control", "access-control-allow-origin", "access-control-expose-headers",
            "cross-origin-opener-policy", "cross-origin-embedder-policy", "x-content-type-options", "x-odd", "x-two",
            "x-all", "x-assets", "referrer-policy");

    private static final HostingRules ALL = HostingRules.NONE
            .withFallback(true).withCleanUrls(true).withShared(true).withIsolated(true).withHeaders(List.of(
                    new HeaderRule("/assets/*", "Cache-Control", "max-age=60, immutable"),
                    new HeaderRule("*.wasm", "Content-Type", "application/x-wasm"),
                    new HeaderRule("/*", "X-Odd", "a\"b\\c$d{e}"),
                    new HeaderRule("/*", "X-Two", "1"),
                    new HeaderRule("/sub/*", "X-Two", "2")));

    @TempDir
    static Path place;

    private static Path folder;

    /** What is looked at in an answer. */
    private record Answer(int status, String location, Map<String, String> fields, String type, String body) {

        boolean isRedirect() {
            return status >= 300 && status < 400;
        }
    }

    @BeforeAll
    static void fill() throws IOException {
        folder = place.resolve("a \"site\" of $5 {x}");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("index.html", "home");
        files.put("about.html", "about");
        files.put("both.html", "both page");
        files.put("both/index.html", "both folder");
        files.put("sub/index.html", "sub");
        files.put("sub/deep.html", "deep");
        files.put("assets/style.css", "a{}");
        files.put("assets/app.js", "1");
        files.put("assets/game.wasm", "wasm");
        files.put("bare/x.txt", "x");
        files.put(".env", "secret");
        files.put(".well-known/t", "t");
        files.put(".well-known/.h", "h");
        files.put("ü.html", "ü");
        files.put("a b.txt", "blank");
        files.put("a$b.txt", "dollar");
        files.put("404.html", "gone");
        files.put("noext", "plain");
        files.put("_headers", "/*\n  X-All: 1\n/assets/*\n  X-Assets: 2\n");
        files.put("_redirects", """
                /old/* /new/:splat 301
                /show /sub/ 200
                /deep/* /about.html 200
                /forced /about 302!
                /go/* /:splat
                /style /assets/style.css 302
                /q id=:id /x/:id
                """);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static HostingRules rules(String name) {
        return switch (name) {
            case "plain" -> HostingRules.NONE;
            case "all" -> ALL;
            case "base" -> ALL.withBasePath("/repo/");
            case "github" -> HostingRules.NONE.withService(HostingService.GITHUB_PAGES).withBasePath("/repo/");
            case "netlify" -> HostingRules.NONE.withService(HostingService.NETLIFY);
            default -> HostingRules.NONE.withService(HostingService.CLOUDFLARE_PAGES);
        };
    }

    @ParameterizedTest
    @CsvSource({"nginx, plain", "nginx, all", "nginx, base", "nginx, github", "nginx, netlify", "nginx, cloudflare",
            "caddy, plain", "caddy, all", "caddy, base", "caddy, github", "caddy, netlify", "caddy, cloudflare"})
    void answersAsPortholeDoes(String server, String name) throws Exception {
        assumeTrue(isInstalled(server), server + " is not installed");
        SiteOptions options = SiteOptions.DEFAULT.withRules(rules(name));
        StaticServer porthole = new StaticServer(event -> { });
        SiteSettings local = SiteSettings.local(folder, 0);
        int own = porthole.start(new SiteSettings(local.root(), local.port(), local.address(), options))
                .address().getPort();
        int port = freePort();
        String text = Publication.valueOf(server.toUpperCase(Locale.ROOT)).text(Published.read(folder, options), port);
        Process process = start(server, name, text);
        try {
            awaitAnswer(process, port);
            compare(server, name, own, port);
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            porthole.stop(Duration.ZERO).get(10, TimeUnit.SECONDS);
        }
    }

    private static void compare(String server, String name, int own, int port) throws IOException {
        boolean based = name.equals("base") || name.equals("github");
        List<String> asked = new ArrayList<>();
        PATHS.forEach(path -> asked.add(based ? "/repo" + path : path));
        if (based) {
            asked.addAll(List.of("/", "/repo", "/repo?x", "/about", "/assets/style.css", "/repository/"));
        }
        Map<String, String> differences = new TreeMap<>();
        for (String path : asked) {
            Answer expected = ask(own, path);
            Answer actual = ask(port, path);
            String bare = based && path.startsWith("/repo/") ? path.substring("/repo".length()) : path;
            String difference = difference(expected, actual, name, bare);
            if (!difference.isEmpty()) {
                differences.put(path, difference);
            }
        }
        assertThat(differences).as("%s with the rules %s", server, name).isEmpty();
    }

    private static String difference(Answer expected, Answer actual, String name, String path) {
        if (known(name, path)) {
            return "";
        }
        if (expected.status != actual.status || !expected.location.equals(actual.location)) {
            return expected.status + " " + expected.location + " became " + actual.status + " " + actual.location;
        }
        boolean listing = path.equals("/bare/");
        Map<String, String> fields = new TreeMap<>(expected.fields);
        Map<String, String> others = new TreeMap<>(actual.fields);
        if (!fields.equals(others)) {
            return fields + " became " + others;
        }
        // Pages that a server makes itself are its own.
        boolean madeByServer = listing || expected.isRedirect() || expected.body.startsWith("<!DOCTYPE html>");
        if (!madeByServer && !(expected.type + expected.body).equals(actual.type + actual.body)) {
            return expected.type + " " + expected.body + " became " + actual.type + " " + actual.body;
        }
        return "";
    }

    /** Differences that remain, and why. */
    private static boolean known(String name, String path) {
        if (path.equals("/old//evil.example") || path.equals("/go//evil.example")) {
            // The others take "//" for two slashes, and a rule must not make the name of a host out of it.
            return true;
        }
        if (path.equals("/old/%0d%0aX:1")) {
            // A Location has the path as it was sent; Porthole writes it in normal form.
            return true;
        }
        // No condition about the query is written.
        return name.equals("netlify") && path.equals("/q?id=1");
    }

    private static boolean isInstalled(String program) {
        for (String directory : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return Files.isExecutable(Path.of("/usr/sbin", program));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static Process start(String server, String name, String text) throws IOException {
        Path home = Files.createDirectory(place.resolve(server + "-" + name));
        Path written = Files.writeString(home.resolve("site"), text);
        ProcessBuilder builder;
        if (server.equals("nginx")) {
            StringBuilder frame = new StringBuilder("daemon off; master_process off; pid " + home + "/pid;\n"
                    + "events { }\nhttp { access_log off;\n");
            for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
                frame.append(kind).append("_temp_path ").append(home).append('/').append(kind).append(";\n");
            }
            Path main = Files.writeString(home.resolve("nginx.conf"), frame + "include " + written + ";\n}\n");
            String program = Files.isExecutable(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
            builder = new ProcessBuilder(
                    program, "-p", home.toString(), "-e", home + "/error", "-c", main.toString());
        } else {
            Path main = Files.writeString(
                    home.resolve("Caddyfile"), "{\n\tadmin off\n\tauto_https off\n}\n" + text);
            builder = new ProcessBuilder("caddy", "run", "--config", main.toString(), "--adapter", "caddyfile");
        }
        for (String variable : List.of("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")) {
            builder.environment().put(variable, home.toString());
        }
        return builder.redirectErrorStream(true).redirectOutput(home.resolve("output").toFile()).start();
    }

    private static void awaitAnswer(Process process, int port) throws IOException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (true) {
            try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (ConnectException e) {
                assertThat(process.isAlive() && Instant.now().isBefore(deadline))
                        .as("server that takes connections; see its output in %s", place).isTrue();
                Thread.onSpinWait();
            }
        }
    }

    private static Answer ask(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(20_000);
            String request = "GET " + path + " HTTP/1.0\r\nHost: localhost:" + port + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return parse(all.toString(StandardCharsets.ISO_8859_1));
        }
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> compared = new TreeMap<>();
        String location = "";
        String type = "";
        for (String line : lines) {
            int colon = line.indexOf(": ");
            String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 2 > line.length() ? 0 : colon + 2);
            if (COMPARED.contains(name)) {
                compared.merge(name, value, (one, other) -> one + " AND " + other);
            }
            location = name.equals("location") ? value : location;
            type = name.equals("content-type") ? value : type;
        }
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]), location, compared, type, text.substring(end + 4));
    }
}
