package dev.porthole.app.https;

import dev.porthole.server.tls.TlsIdentity;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of this computer's servers. It follows the addresses of the computer and lives in memory alone, so
 * that no address is ever kept. To ask for it costs a field; a thread of its own looks for other addresses.
 */
final class ServerCertificates implements Supplier<TlsIdentity> {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final LocalAuthority authority;
    private final Supplier<ServerNames> names;
    private final InstantSource clock;
    private final KeyPair pair;
    private volatile Issued issued;
    private volatile @Nullable Thread follower;

    /** A certificate and what it is good for. */
    private record Issued(TlsIdentity identity, ServerNames names, Instant renewal) {}

    /** Makes the first certificate at once, for the names of this moment. */
    ServerCertificates(LocalAuthority authority, Supplier<ServerNames> names, InstantSource clock) {
        this.authority = authority;
        this.names = names;
        this.clock = clock;
        try {
            this.pair = LocalAuthority.newKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
        this.issued = issue(names.get());
    }

    @Override
    public TlsIdentity get() {
        return issued.identity();
    }

    /** Looks for other addresses now and then, on a thread of its own. */
    void follow() {
        follower = Thread.ofVirtual().name("porthole-certificate").start(() -> {
            try {
                while (true) {
                    Thread.sleep(BETWEEN_LOOKS);
                    look();
                }
            } catch (InterruptedException stopped) {
                // Nobody needs the certificate any more.
            }
        });
    }

    /** Leaves the certificate as it is. */
    void stopFollowing() {
        Thread running = follower;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Makes another certificate if the computer has other addresses, or if this one ends soon. */
    void look() {
        ServerNames found = names.get();
        if (!found.equals(issued.names()) || clock.instant().isAfter(issued.renewal())) {
            issued = issue(found);
        }
    }

    private Issued issue(ServerNames found) {
        Instant now = clock.instant();
        X509Certificate certificate = authority.vouchFor(pair.getPublic(), found, now);
        TlsIdentity identity = new TlsIdentity(pair.getPrivate(), List.of(certificate, authority.issuer()));
        Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
        return new Issued(identity, found, now.plus(left.dividedBy(2)));
    }
}
