package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.FaultRule;
import dev.porthole.server.conditions.NetworkProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on purpose, as curl sees it. */
class FaultsForCurlTest {

    private static final int CURL_PARTIAL_FILE = 18;
    private static final int CURL_TIMED_OUT = 28;

    private ServedFolder folder;
    private StaticServer server;
    private String address;

    private record Outcome(int exitCode, String output) {}

    @BeforeEach
    void start() throws Exception {
        folder = new ServedFolder();
        folder.noise("big.bin", 300_000);
        folder.file("page.html", "<p>page</p>");
        server = new StaticServer(event -> {});
        address = "http://127.0.0.1:" + server.start(
                TransportUnderTest.on(SiteSettings.local(folder.root(), 0))).address().getPort() + "/";
    }

    @AfterEach
    void stop() throws Exception {
        server.stop(Duration.ZERO).get(10, TimeUnit.SECONDS);
        folder.close();
    }

    private Outcome curl(String path, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "curl", "-s", "-o", "/dev/null", "-w", "%{http_code} %{size_download} %{time_total}"));
        command.addAll(List.of(more));
        command.add(address + path);
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "curl is not installed");
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output);
    }

    @Test
    void anErrorOnPurposeIsThatStatus() throws Exception {
        server.conditions().setFaults(List.of(new FaultRule("/page.html", new Fault.Status(503, null))));
        assertThat(curl("page.html").output()).startsWith("503 ");
        assertThat(curl("big.bin").output()).startsWith("200 300000 ");
        server.conditions().clear();
        assertThat(curl("page.html").output()).startsWith("200 ");
    }

    @Test
    void aCutAnswerIsKnownToBeIncomplete() throws Exception {
        server.conditions().setFaults(List.of(new FaultRule("*.bin", new Fault.Cut(100_000, false))));
        Outcome cut = curl("big.bin");
        assertThat(cut.exitCode()).isEqualTo(CURL_PARTIAL_FILE);
        assertThat(cut.output()).startsWith("200 100000 ");
    }

    @Test
    void whatHangsIsGivenUp() throws Exception {
        server.conditions().setFaults(List.of(new FaultRule("/page.html", new Fault.Hang())));
        assertThat(curl("page.html", "--max-time", "0.3").exitCode()).isEqualTo(CURL_TIMED_OUT);
    }

    @Test
    void aSlowNetworkTakesItsTime() throws Exception {
        NetworkProfile slow = NetworkProfile.custom(8_000_000, 8_000_000, Duration.ofMillis(100));
        server.conditions().throttle(slow);
        String output = curl("big.bin").output();
        assertThat(output).startsWith("200 300000 ");
        // 300,000 bytes at 8 Mbit/s alone take 0.3 s; it may be more on a busy computer, but never less.
        assertThat(Double.parseDouble(output.substring(output.lastIndexOf(' ') + 1))).isGreaterThan(0.3);
    }
}
