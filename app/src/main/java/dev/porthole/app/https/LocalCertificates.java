package dev.porthole.app.https;

import dev.porthole.app.https.AuthorityFiles.Finding;
import dev.porthole.server.tls.TlsSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * HTTPS for the servers of this process: the local authority, made on first use, and the certificate that follows the
 * addresses of this computer. Safe to use from any thread; waits for the disk.
 */
public final class LocalCertificates {

    private final AuthorityFiles files;
    private final BiConsumer<Finding, Path> tell;
    private @Nullable TlsSettings opened;
    private @Nullable ServerCertificates followed;

    /**
     * Nothing is made yet.
     *
     * @param tell told what was found besides a good authority, and where it is
     */
    public LocalCertificates(AuthorityFiles files, BiConsumer<Finding, Path> tell) {
        this.files = files;
        this.tell = tell;
    }

    /** Whether the authority may vouch for an address: for private ones alone. */
    public static boolean vouchFor(InetAddress address) {
        return NameConstraints.LOCAL.permits(address);
    }

    /** Where the authority is kept. */
    public AuthorityFiles files() {
        return files;
    }

    /** The authority, if it has been made. */
    public synchronized Optional<LocalAuthority> authority() throws AuthorityException {
        return files.find();
    }

    /** What a server needs for HTTPS; the authority is made if there is none yet. */
    public synchronized TlsSettings open() throws AuthorityException {
        TlsSettings known = opened;
        // It may have been removed from the command line meanwhile.
        if (known != null && files.find().filter(one -> one.root().equals(known.authority())).isPresent()) {
            return known;
        }
        forget();
        LocalAuthority authority = files.open(Instant.now(), tell);
        ServerCertificates certificates = new ServerCertificates(
                authority, () -> ServerNames.now(NameConstraints.LOCAL), InstantSource.system());
        certificates.follow();
        followed = certificates;
        opened = new TlsSettings(certificates, authority.root());
        return opened;
    }

    /** Deletes the authority's key and certificate. Servers that run keep what they have until they are stopped. */
    public synchronized void remove() throws AuthorityException {
        files.remove();
        forget();
    }

    private void forget() {
        ServerCertificates old = followed;
        if (old != null) {
            old.stopFollowing();
        }
        followed = null;
        opened = null;
    }
}
