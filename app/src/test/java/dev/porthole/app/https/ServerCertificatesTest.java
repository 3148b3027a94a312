package dev.porthole.app.https;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.tls.TlsIdentity;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The certificate follows the addresses, and is the same object as long as nothing changes. */
class ServerCertificatesTest {

    private final LocalAuthority authority = LocalAuthority.create("alice", "laptop", Instant.now());
    private ServerNames names = at("192.168.1.20");
    private Instant now = Instant.now();
    private final ServerCertificates certificates =
            new ServerCertificates(authority, () -> names, () -> now);

    @Test
    void itStaysWhileNothingChanges() {
        TlsIdentity first = certificates.get();
        names = at("192.168.1.20");
        certificates.look();
        assertThat(certificates.get()).isSameAs(first);
        assertThat(first.chain()).hasSize(2).endsWith(authority.issuer());
    }

    @Test
    void anotherNetworkMeansAnotherCertificate() throws CertificateParsingException {
        TlsIdentity first = certificates.get();
        names = at("10.0.0.7");
        certificates.look();
        TlsIdentity second = certificates.get();
        assertThat(second.chain().getFirst().getSubjectAlternativeNames())
                .contains(List.of(7, "10.0.0.7")).doesNotContain(List.of(7, "192.168.1.20"));
        assertThat(second.key()).as("the key stays").isEqualTo(first.key());
    }

    @Test
    void aProgramThatRunsForHalfAYearRenewsIt() {
        TlsIdentity first = certificates.get();
        now = now.plus(Duration.ofDays(200));
        certificates.look();
        assertThat(certificates.get()).isNotSameAs(first);
        TlsIdentity second = certificates.get();
        certificates.look();
        assertThat(certificates.get()).isSameAs(second);
    }

    private static ServerNames at(String address) {
        return new ServerNames(Set.of("localhost"), Set.of(InetAddress.ofLiteral(address)));
    }
}
