package dev.porthole.server.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import java.security.SecureRandom;

/** What encrypts: BoringSSL where its library works, which is faster, and Java's own everywhere else. */
public enum TlsEngine {
    /** BoringSSL, by way of Netty's library. */
    OPENSSL(SslProvider.OPENSSL),
    /** Java's own. */
    JDK(SslProvider.JDK);

    private static final String PROPERTY = "porthole.tls.engine";

    private final SslProvider provider;

    TlsEngine(SslProvider provider) {
        this.provider = provider;
    }

    /** {@return the fastest that works on this computer; {@code -Dporthole.tls.engine=jdk} has Java's own taken} */
    public static TlsEngine best() {
        boolean own = System.getProperty(PROPERTY, "").equalsIgnoreCase(JDK.name());
        return !own && OpenSsl.isAvailable() ? OPENSSL : JDK;
    }

    SslProvider provider() {
        return provider;
    }

    /** Has clients keep their sessions in tickets, as Java does by itself. Their key lives as long as the context. */
    void giveTickets(SslContext context) {
        if (context.sessionContext() instanceof OpenSslServerSessionContext sessions) {
            SecureRandom random = new SecureRandom();
            byte[][] parts = {
                new byte[OpenSslSessionTicketKey.NAME_SIZE],
                new byte[OpenSslSessionTicketKey.HMAC_KEY_SIZE],
                new byte[OpenSslSessionTicketKey.AES_KEY_SIZE]};
            for (byte[] part : parts) {
                random.nextBytes(part);
            }
            sessions.setTicketKeys(new OpenSslSessionTicketKey(parts[0], parts[1], parts[2]));
        }
    }
}
