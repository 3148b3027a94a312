package dev.porthole.server.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a server proves with that it is who the client wants to speak to.
 *
 * @param key the private key that belongs to the first certificate
 * @param chain the server's certificate, then those that vouch for it; the last one, which clients must have
 *     anyway, may be left out
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {

    /** Copies the chain, and checks that there is one. */
    public TlsIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity has a certificate");
        }
    }
}
