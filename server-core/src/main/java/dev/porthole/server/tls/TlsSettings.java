package dev.porthole.server.tls;

import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a server speaks HTTPS. Its port takes TLS and plain HTTP: the first byte of a connection tells which. Plain
 * requests are sent on to https, but for the server's own pages under {@code /.porthole/}.
 *
 * @param identity asked for each handshake, on an event loop, so it must not wait: as long as it gives the same
 *     object, what was made of that is used again; another one takes effect with the next connection
 * @param authority what visitors have to trust first, offered under {@code /.porthole/https} with the steps for their
 *     system; null when they trust the identity anyway
 */
public record TlsSettings(Supplier<TlsIdentity> identity, @Nullable X509Certificate authority) {

    /**
     * HTTPS with an identity that visitors trust anyway.
     *
     * @param identity asked for when a handshake begins; may change meanwhile
     */
    public TlsSettings(Supplier<TlsIdentity> identity) {
        this(identity, null);
    }
}
