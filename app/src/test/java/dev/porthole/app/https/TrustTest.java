package dev.porthole.app.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.Chromium;
import dev.porthole.server.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What others make of the certificates: curl (OpenSSL or what it was built with), OpenSSL in its strict mode, Java, and
 * a real Chromium that trusts the authority in its own store. Those that are not installed are left out.
 */
class TrustTest {

    private static final Set<InetAddress> LOOPBACK =
            Set.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    @TempDir Path temp;

    private LocalAuthority authority = LocalAuthority.create("a", "b", Instant.now());
    private Path trusted = Path.of("");

    @BeforeEach
    void makeAuthority() throws AuthorityException {
        AuthorityFiles files = new AuthorityFiles(temp);
        authority = files.open(Instant.now(), (finding, path) -> { });
        trusted = files.certificate();
    }

    @Test
    void curlTrustsItOnlyWhenTold() throws Exception {
        assumeTrue(Program.isInstalled("curl"), "curl is not installed");
        try (TlsPeer server = new TlsPeer(identity("localhost"))) {
            for (String host : List.of("localhost", "127.0.0.1")) {
                String url = "https://" + host + ":" + server.port() + "/";
                assertThat(Program.run("curl", "-sS4", "--cacert", trusted.toString(), url).output())
                        .isEqualTo("<p>welcome</p>");
                assertThat(Program.run("curl", "-sS4", url).exitCode()).as("no trust, no page").isEqualTo(60);
            }
        }
    }

    @Test
    void curlRefusesANameOnTheInternet() throws Exception {
        assumeTrue(Program.isInstalled("curl"), "curl is not installed");
        try (TlsPeer server = new TlsPeer(identity("example.com"))) {
            Program.Result result = Program.run("curl", "-sS", "--cacert", trusted.toString(), "--resolve",
                    "example.com:" + server.port() + ":127.0.0.1", "https://example.com:" + server.port() + "/");
            assertThat(result.exitCode()).isEqualTo(60);
            assertThat(result.output()).contains("permitted subtree violation");
        }
    }

    @Test
    void opensslFindsNoFaultInItsStrictMode() throws Exception {
        assumeTrue(Program.isInstalled("openssl"), "openssl is not installed");
        Path issuer = temp.resolve("issuer.pem");
        Files.writeString(issuer, AuthorityText.certificate(authority.issuer()));
        Path leaf = temp.resolve("leaf.pem");
        Files.writeString(leaf, AuthorityText.certificate(identity("localhost").chain().getFirst()));
        Program.Result good = Program.run(
                "openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", trusted.toString(),
                "-untrusted", issuer.toString(), leaf.toString());
        assertThat(good.output()).contains("leaf.pem: OK");
        Files.writeString(leaf, AuthorityText.certificate(identity("example.com").chain().getFirst()));
        Program.Result bad = Program.run("openssl", "verify", "-CAfile", trusted.toString(),
                "-untrusted", issuer.toString(), leaf.toString());
        assertThat(bad.output()).contains("permitted subtree violation");
    }

    @Test
    void javaTrustsLocalhostAndRefusesANameOnTheInternet() throws Exception {
        try (TlsPeer server = new TlsPeer(identity("localhost"))) {
            shakeHands("localhost", server.port());
        }
        try (TlsPeer server = new TlsPeer(identity("example.com"))) {
            assertThatThrownBy(() -> shakeHands("example.com", server.port()))
                    .isInstanceOf(SSLException.class).hasStackTraceContaining("name constraints");
        }
    }

    @Test
    void chromiumTrustsLocalhostAndRefusesANameOnTheInternet() throws Exception {
        Chromium chromium = Chromium.installed().orElse(null);
        assumeTrue(chromium != null, "Chromium is not installed");
        assumeTrue(Program.isInstalled("certutil"), "certutil of NSS is not installed");
        Path home = Files.createDirectory(temp.resolve("home"));
        String moved = "--host-resolver-rules=MAP example.com 127.0.0.1";
        try (TlsPeer server = new TlsPeer(identity("localhost")); TlsPeer far = new TlsPeer(identity("example.com"))) {
            URI here = URI.create("https://localhost:" + server.port() + "/");
            assertThat(chromium.document(here, home)).contains("ERR_CERT_AUTHORITY_INVALID")
                    .doesNotContain("welcome");
            Program.trustInNss(home, trusted);
            assertThat(chromium.document(here, home)).contains("<p>welcome</p>");
            assertThat(chromium.document(URI.create("https://127.0.0.1:" + server.port() + "/"), home))
                    .contains("<p>welcome</p>");
            URI elsewhere = URI.create("https://example.com:" + far.port() + "/");
            assertThat(chromium.document(elsewhere, home, moved))
                    .contains("ERR_CERT_INVALID").doesNotContain("welcome");
        }
    }

    private TlsIdentity identity(String name) throws GeneralSecurityException {
        KeyPair pair = LocalAuthority.newKey();
        X509Certificate leaf = authority.vouchFor(
                pair.getPublic(), new ServerNames(Set.of(name), LOOPBACK), Instant.now());
        return new TlsIdentity(pair.getPrivate(), List.of(leaf, authority.issuer()));
    }

    private void shakeHands(String host, int port) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("porthole", authority.root());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (Socket plain = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
                SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getSession().isValid()).isTrue();
        }
    }
}
