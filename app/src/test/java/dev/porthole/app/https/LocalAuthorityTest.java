package dev.porthole.app.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands in the certificates of the local authority, as Java's own reader sees it. */
class LocalAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String KEY_USAGE = "2.5.29.15";

    private final LocalAuthority authority = LocalAuthority.create("alice", "laptop", NOW);

    @Test
    void itMaySignServersAndNothingElse() throws CertificateParsingException {
        assertThat(authority.root().getBasicConstraints()).as("one authority below it").isEqualTo(1);
        assertThat(authority.issuer().getBasicConstraints()).as("none below that").isZero();
        for (X509Certificate certificate : List.of(authority.root(), authority.issuer())) {
            boolean[] usage = certificate.getKeyUsage();
            assertThat(usage[5]).as("keyCertSign").isTrue();
            assertThat(usage[0]).as("digitalSignature").isFalse();
            assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
            assertThat(certificate.getCriticalExtensionOIDs())
                    .contains(NAME_CONSTRAINTS, BASIC_CONSTRAINTS, KEY_USAGE);
            assertThat(Duration.between(
                            certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant()))
                    .isEqualTo(Duration.ofDays(3650));
            assertThat(certificate.getNotBefore().toInstant()).isBefore(NOW);
        }
    }

    @Test
    void theKeyThatIsKeptIsNotTheOneThatDevicesTrust() {
        assertThatThrownBy(() -> authority.issuer().verify(authority.issuer().getPublicKey()))
                .isInstanceOf(SignatureException.class);
        assertThat(authority.issuer().getPublicKey()).isNotEqualTo(authority.root().getPublicKey());
    }

    @Test
    void itCanBeFoundAgainByName() {
        assertThat(authority.name()).isEqualTo("Porthole CA alice@laptop");
        assertThat(LocalAuthority.create("Jürgen, \"the\" O=Root+测试", "x", NOW).name())
                .isEqualTo("Porthole CA jürgen---the--o-root-测试@x");
        assertThat(LocalAuthority.create("u".repeat(100), "host", NOW).name()).hasSize(64);
        assertThat(authority.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @Test
    void aServerHasTheNamesAndAddressesOfTheMoment() throws GeneralSecurityException {
        X509Certificate server = server(NOW, Set.of("localhost", "laptop.local"), "127.0.0.1", "192.168.1.20", "::1");
        assertThat(server.getSubjectAlternativeNames()).containsExactlyInAnyOrder(
                List.of(2, "localhost"), List.of(2, "laptop.local"), List.of(7, "127.0.0.1"),
                List.of(7, "192.168.1.20"), List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(Duration.between(server.getNotBefore().toInstant(), server.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(397));
        assertThat(server.getSerialNumber()).isPositive()
                .isNotEqualTo(server(NOW, Set.of("localhost")).getSerialNumber());
        validate(server);
    }

    @Test
    void aServerDoesNotOutliveTheAuthority() throws GeneralSecurityException {
        Instant late = authority.root().getNotAfter().toInstant().minus(Duration.ofDays(10));
        assertThat(server(late, Set.of("localhost")).getNotAfter()).isEqualTo(authority.root().getNotAfter());
    }

    @Test
    void datesAfter2049AreWrittenInTheLongForm() throws GeneralSecurityException {
        Instant in2045 = Instant.parse("2045-06-01T00:00:00Z");
        assertThat(LocalAuthority.create("a", "b", in2045).root().getNotAfter().toInstant())
                .isEqualTo(in2045.plus(Duration.ofDays(3649)));
    }

    @Test
    void whatIsLocalIsAccepted() throws GeneralSecurityException {
        validate(server(NOW, Set.of("localhost", "shop.localhost", "laptop.local"),
                "10.1.2.3", "172.31.255.254", "192.168.0.1", "127.8.8.8", "169.254.9.9", "fd12::1", "fe80::5"));
    }

    @Test
    void whatIsOnTheInternetIsRefused() {
        for (String name : List.of("example.com", "localhost.example.com", "notlocal", "mylocalhost")) {
            assertThatThrownBy(() -> validate(server(NOW, Set.of("localhost", name)))).as(name)
                    .isInstanceOf(CertPathValidatorException.class).hasMessageContaining("name constraints");
        }
        for (String address : List.of("8.8.8.8", "172.32.0.1", "192.169.0.1", "100.64.0.1", "2001:db8::1")) {
            assertThatThrownBy(() -> validate(server(NOW, Set.of("localhost"), address))).as(address)
                    .isInstanceOf(CertPathValidatorException.class).hasMessageContaining("name constraints");
        }
    }

    @Test
    void whatIsPermittedIsWhatIsAccepted() {
        NameConstraints local = NameConstraints.LOCAL;
        assertThat(List.of("localhost", "LocalHost", "a.b.localhost", "laptop.local")).allMatch(local::permits);
        assertThat(List.of("example.com", "localhost.example.com", "notlocal")).noneMatch(local::permits);
        assertThat(addresses("10.0.0.0", "172.16.0.1", "172.31.255.255", "fdff::1", "febf::1", "::1"))
                .allMatch(local::permits);
        assertThat(addresses("11.0.0.1", "172.15.255.255", "172.32.0.0", "fec0::1", "::2", "8.8.8.8"))
                .noneMatch(local::permits);
    }

    @Test
    void theNamesOfThisComputerAreAllPermitted() {
        ServerNames now = ServerNames.now(NameConstraints.LOCAL);
        assertThat(now.names()).contains("localhost").allMatch(NameConstraints.LOCAL::permits);
        assertThat(now.addresses()).contains(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"))
                .allMatch(NameConstraints.LOCAL::permits);
    }

    private X509Certificate server(Instant now, Set<String> names, String... addresses)
            throws GeneralSecurityException {
        return authority.vouchFor(LocalAuthority.newKey().getPublic(),
                new ServerNames(names, Set.copyOf(addresses(addresses))), now);
    }

    private static List<InetAddress> addresses(String... literals) {
        return Stream.of(literals).map(InetAddress::ofLiteral).toList();
    }

    /** As Java does it, which looks at the constraints of all but the root (RFC 5280 section 6). */
    private void validate(X509Certificate server) throws GeneralSecurityException {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(server, authority.issuer()));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority.root(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(server.getNotBefore());
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
