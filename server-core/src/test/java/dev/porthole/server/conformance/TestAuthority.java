package dev.porthole.server.conformance;

import dev.porthole.server.tls.TlsIdentity;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority that lives as long as a test: it vouches for servers, and clients can trust it. */
final class TestAuthority {

    /** One for all tests, because to make one takes time. */
    static final TestAuthority SHARED = new TestAuthority("CN=Porthole test authority");

    private final X509Bundle authority;

    TestAuthority(String name) {
        authority = build(() -> begin(name).setIsCertificateAuthority(true).buildSelfSigned());
    }

    /** A new key, and a certificate for this computer's own names. */
    TlsIdentity identity() {
        X509Bundle server = build(() -> begin("CN=localhost")
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .addSanIpAddress("::1")
                .buildIssuedBy(authority));
        return new TlsIdentity(
                server.getKeyPair().getPrivate(), List.of(server.getCertificate(), authority.getCertificate()));
    }

    /** What clients have to trust. */
    X509Certificate certificate() {
        return authority.getCertificate();
    }

    /** The authority's certificate as programs like curl want it. */
    Path certificateFile(Path folder) throws Exception {
        return Files.writeString(folder.resolve("authority.pem"), authority.getCertificatePEM());
    }

    /** What makes a Java client trust this authority, and no other. */
    SSLContext trusting() {
        return build(() -> {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority.getCertificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        });
    }

    private static CertificateBuilder begin(String name) {
        Instant now = Instant.now();
        return new CertificateBuilder()
                .algorithm(Algorithm.ecp256)
                .subject(name)
                .notBefore(now.minusSeconds(3_600))
                .notAfter(now.plusSeconds(86_400));
    }

    /** What may fail in many ways, none of which a test can do anything about. */
    @FunctionalInterface
    private interface Making<T> {
        T make() throws Exception;
    }

    private static <T> T build(Making<T> making) {
        try {
            return making.make();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
