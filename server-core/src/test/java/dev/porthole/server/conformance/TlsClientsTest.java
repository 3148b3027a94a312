package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionClosed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS as programs know it that everybody has: curl and openssl. */
class TlsClientsTest {

    @RegisterExtension
    static final TlsSite SITE = TlsSite.serving(folder -> {
        folder.letters();
        folder.noise("big.bin", 3_000_017);
    });

    @TempDir
    static Path outside;

    @BeforeAll
    static void writeCertificate() throws Exception {
        TestAuthority.SHARED.certificateFile(outside);
    }

    /** What a program prints; the test is left out where there is no such program. */
    private static String run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(outside.toFile()).redirectErrorStream(true);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            assumeTrue(false, command[0] + " is not installed");
            throw e;
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("%s has ended", command[0]).isTrue();
        return output;
    }

    @ParameterizedTest(name = "curl {0}")
    @CsvSource({"--http1.1,1.1", "--http2,2"})
    void curlVerifiesTheChain(String flag, String version) throws Exception {
        assumeTrue(flag.equals("--http1.1") || run("curl", "--version").contains("HTTP2"), "curl without HTTP/2");
        String told = run("curl", "-sS", flag, "--cacert", "authority.pem", "-o", "got.bin",
                "-w", "%{http_version} %{ssl_verify_result} %{response_code}", SITE.uri("/big.bin").toString());
        assertThat(told).isEqualTo(version + " 0 200");
        assertThat(outside.resolve("got.bin")).hasSameBinaryContentAs(SITE.folder().root().resolve("big.bin"));
    }

    @Test
    @DisplayName("curl follows from http to https")
    void curlFollows() throws Exception {
        assertThat(run("curl", "-sSL", "--cacert", "authority.pem", "-w", "%{num_redirects} %{scheme}", "-o", "got.txt",
                "http://localhost:" + SITE.address().getPort() + "/letters.txt").toLowerCase(Locale.ROOT))
                .isEqualTo("1 https");
        assertThat(outside.resolve("got.txt")).hasSameBinaryContentAs(SITE.folder().root().resolve("letters.txt"));
    }

    @Test
    @DisplayName("curl without the authority gives up, and is told as who does not trust")
    void curlDoesNotTrust() throws Exception {
        run("curl", "-sS", SITE.uri("/letters.txt").toString());
        SITE.recorder().await(ConnectionClosed.class, closed -> closed.reason() == CloseReason.TLS_NOT_TRUSTED);
    }

    private static String sClient(String... more) throws Exception {
        return run(Stream.concat(
                Stream.of("openssl", "s_client", "-connect", "localhost:" + SITE.address().getPort(), "-servername",
                        "localhost", "-CAfile", "authority.pem"),
                Stream.of(more)).toArray(String[]::new));
    }

    @ParameterizedTest(name = "openssl {0}")
    @CsvSource({"-tls1_2,TLSv1.2", "-tls1_3,TLSv1.3"})
    void opensslAgreesOnVersionAndProtocol(String flag, String version) throws Exception {
        String told = sClient(flag, "-alpn", "h2,http/1.1");
        assertThat(told).contains("ALPN protocol: h2", "Verify return code: 0 (ok)", version);
        assertThat(sClient(flag, "-alpn", "http/1.1")).contains("ALPN protocol: http/1.1");
        assertThat(sClient(flag)).contains("No ALPN negotiated");
    }

    @ParameterizedTest(name = "openssl {0}")
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void opensslResumesSessions(String flag) throws Exception {
        // A request is asked, because in TLS 1.3 the ticket comes after the handshake.
        ask(flag, "-sess_out");
        assertThat(ask(flag, "-sess_in")).contains("Reused, TLS");
    }

    private static String ask(String flag, String session) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder("openssl", "s_client", "-connect", "localhost:" + SITE.address().getPort(),
                    "-CAfile", "authority.pem", flag, session, "session.pem", "-ign_eof")
                    .directory(outside.toFile()).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "openssl is not installed");
            throw e;
        }
        process.getOutputStream().write("GET /letters.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .getBytes(UTF_8));
        process.getOutputStream().flush();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(output).contains("HTTP/1.1 200 OK");
        return output;
    }

    @Test
    @DisplayName("openssl finds no suite without forward secrecy or authenticated encryption")
    void weakSuitesAreRefused() throws Exception {
        assertThat(sClient("-tls1_2", "-cipher", "AES128-SHA:AES256-GCM-SHA384:ECDHE-ECDSA-AES128-SHA"))
                .contains("handshake failure");
    }
}
