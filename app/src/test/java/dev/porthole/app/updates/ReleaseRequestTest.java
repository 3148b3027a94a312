package dev.porthole.app.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.porthole.app.https.AuthorityFiles;
import dev.porthole.app.https.LocalCertificates;
import dev.porthole.server.tls.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, and what is made of each kind of answer. */
class ReleaseRequestTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir Path temp;

    private final ReleaseServer server = new ReleaseServer();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void sendsItsNameAndVersionAndNothingElse() throws Exception {
        server.publish("v0.2.0");
        assertThat(ask(LONG)).contains(new Release(
                new Version(0, 2, 0, ""), URI.create("https://127.0.0.1/releases/v0.2.0")));
        URI address = URI.create(server.address());
        assertThat(server.heads).containsExactly("GET /latest HTTP/1.1\r\nHost: " + address.getAuthority()
                + "\r\nUser-Agent: Porthole/0.1.0\r\n\r\n");
    }

    @Test
    void doesNotSendBackWhatAServerWantsToBeRememberedBy() throws Exception {
        server.answer("302 Found", "", "Location: /again", "Set-Cookie: id=1; Path=/");
        assertThat(outcome(LONG)).isEqualTo(Outcome.REDIRECTED);
        assertThat(server.heads).hasSize(4).noneMatch(head -> head.contains("id=1"))
                .allMatch(head -> head.contains("\r\nUser-Agent: Porthole/0.1.0\r\n"));
    }

    @Test
    void followsNobodyToAnotherHost() throws IOException {
        try (ReleaseServer other = new ReleaseServer()) {
            other.publish("v0.2.0");
            server.answer("302 Found", "", "Location: " + other.address().replace("127.0.0.1", "localhost"));
            assertThat(outcome(LONG)).isEqualTo(Outcome.REDIRECTED);
            assertThat(other.heads).isEmpty();
        }
    }

    @Test
    void isSentOnWithinTheHost() throws Exception {
        try (ReleaseServer moved = new ReleaseServer()) {
            moved.publish("v0.2.0");
            server.answer("301 Moved Permanently", "", "Location: " + moved.address());
            assertThat(ask(LONG)).isPresent();
        }
    }

    @Test
    void tellsNobodyOfADraftOrAPreRelease() throws Exception {
        for (String kind : List.of("draft", "prerelease")) {
            server.answer("200 OK", "{\"tag_name\":\"v0.2.0\",\"html_url\":\"https://127.0.0.1/\",\"" + kind
                    + "\":true}");
            assertThat(ask(LONG)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "<!doctype html>", "{\"tag_name\":\"v0.2.0\"",
        "{\"tag_name\":\"v0.2.0\"}", "{\"tag_name\":2,\"html_url\":\"https://127.0.0.1/\"}",
        "{\"tag_name\":\"newest\",\"html_url\":\"https://127.0.0.1/\"}",
        "{\"tag_name\":{\"tag_name\":\"v0.2.0\"},\"html_url\":\"https://127.0.0.1/\"}",
        "{\"tag_name\":\"v0.2.0\",\"html_url\":\"http://127.0.0.1/\"}",
        "{\"tag_name\":\"v0.2.0\",\"html_url\":\"https://example.org/\"}",
        "{\"tag_name\":\"v0.2.0\",\"html_url\":\"file:///etc/passwd\"}"})
    void takesNothingElseForARelease(String body) {
        server.answer("200 OK", body);
        assertThat(outcome(LONG)).isEqualTo(Outcome.UNREADABLE);
    }

    @Test
    void readsNoMoreThanItsLimit() throws Exception {
        String release = "{\"tag_name\":\"v0.2.0\",\"html_url\":\"https://127.0.0.1/\",\"body\":\"";
        server.answer("200 OK", release + "x".repeat((64 << 10) - release.length() - 2) + "\"}");
        assertThat(ask(LONG)).isPresent();
        server.answer("200 OK", release + "x".repeat((64 << 10) - release.length() - 1) + "\"}");
        assertThat(outcome(LONG)).isEqualTo(Outcome.UNREADABLE);
        // Without an end, and without a length to tell.
        server.answer = "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1 << 20);
        assertThat(outcome(LONG)).isEqualTo(Outcome.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {ReleaseServer.SILENCE, "HTTP/1.1 200 OK\r\nContent-",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"})
    void waitsNoLongerThanItsPatience(String beginning) {
        server.answer = beginning;
        assertThat(outcome(SHORT)).isEqualTo(Outcome.TOO_SLOW);
    }

    @Test
    void tellsWhatTheServerSaidInstead() {
        server.answer("404 Not Found", "{\"message\":\"Not Found\"}");
        assertThat(outcome(LONG)).isEqualTo(Outcome.NO_RELEASE);
        server.answer("403 rate limit exceeded", "");
        assertThatExceptionOfType(UnansweredException.class).isThrownBy(() -> ask(LONG))
                .matches(e -> e.outcome() == Outcome.REFUSED && e.details().equals(List.of("403")));
        server.answer = "SSH-2.0-OpenSSH_10.0\r\n\r\n";
        assertThat(outcome(LONG)).isEqualTo(Outcome.UNREADABLE);
    }

    @Test
    void tellsThatNobodyIsThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        assertThat(outcome("http://127.0.0.1:" + port + "/", LONG)).isEqualTo(Outcome.UNREACHABLE);
        assertThat(outcome("https://nobody.invalid/", LONG)).isEqualTo(Outcome.UNREACHABLE);
    }

    @Test
    void saysNothingToWhomThisComputerDoesNotTrust() throws Exception {
        TlsSettings certified = new LocalCertificates(new AuthorityFiles(temp), (finding, path) -> { }).open();
        SSLContext usual = SSLContext.getDefault();
        try (ReleaseServer secure = new ReleaseServer("https", keys(certified).getServerSocketFactory())) {
            secure.publish("v0.2.0");
            assertThat(outcome(secure.address(), LONG)).isEqualTo(Outcome.UNTRUSTED);
            assertThat(secure.heads).isEmpty();
            SSLContext.setDefault(trust(Objects.requireNonNull(certified.authority())));
            assertThat(ask(secure.address(), LONG)).isPresent();
            assertThat(secure.heads).hasSize(1);
        } finally {
            SSLContext.setDefault(usual);
        }
    }

    @Test
    void doesNotMistakeAPlainServerForASecureOne() {
        server.publish("v0.2.0");
        assertThat(outcome(server.address().replace("http:", "https:"), SHORT))
                .isIn(Outcome.UNTRUSTED, Outcome.TOO_SLOW);
        assertThat(server.heads).isEmpty();
    }

    private static SSLContext keys(TlsSettings certified) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", certified.identity().get().key(), new char[0],
                certified.identity().get().chain().toArray(new X509Certificate[0]));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trust(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private Optional<Release> ask(Duration patience) throws UnansweredException, InterruptedException {
        return ask(server.address(), patience);
    }

    private static Optional<Release> ask(String address, Duration patience)
            throws UnansweredException, InterruptedException {
        return new ReleaseRequest(URI.create(address), "Porthole/0.1.0", patience).send();
    }

    private Outcome outcome(Duration patience) {
        return outcome(server.address(), patience);
    }

    private static Outcome outcome(String address, Duration patience) {
        try {
            throw new AssertionError("an answer: " + ask(address, patience));
        } catch (UnansweredException e) {
            return e.outcome();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
