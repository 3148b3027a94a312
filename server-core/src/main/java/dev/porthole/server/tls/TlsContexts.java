package dev.porthole.server.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What TLS connections of one running server share: versions, cipher suites and the sessions that can be resumed, all
 * of it made anew when the identity changes. Safe to use from any thread.
 */
public final class TlsContexts {

    private static final int SESSIONS = 10_000;
    private static final Duration SESSION_LIFE = Duration.ofHours(1);

    static {
        // A client could have keys agreed upon anew again and again, which TLS 1.3 has done away with. Java reads it
        // once, when TLS is first used.
        if (System.getProperty("jdk.tls.rejectClientInitiatedRenegotiation") == null) {
            System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        }
    }

    private record Made(TlsIdentity identity, SslContext context) {}

    private final TlsSettings settings;
    private final TlsEngine engine;
    private volatile @Nullable Made made;

    /**
     * Nothing is made yet, but the engine is loaded, which takes too long for an event loop.
     *
     * @param settings whose identity is asked for again when it changes
     */
    public TlsContexts(TlsSettings settings) {
        this.settings = settings;
        this.engine = TlsEngine.best();
    }

    /**
     * A handler for one connection, with the identity of this moment.
     *
     * @throws SSLException if the key and the certificates do not fit together
     */
    SslHandler newHandler(ByteBufAllocator memory) throws SSLException {
        return current().newHandler(memory);
    }

    @SuppressWarnings("ReferenceEquality") // To compare the certificates each time would cost more.
    private SslContext current() throws SSLException {
        TlsIdentity identity = settings.identity().get();
        Made last = made;
        if (last == null || last.identity != identity) {
            last = new Made(identity, contextFor(identity));
            made = last;
        }
        return last.context;
    }

    private SslContext contextFor(TlsIdentity identity) throws SSLException {
        X509Certificate[] chain = identity.chain().toArray(X509Certificate[]::new);
        SslContext context = SslContextBuilder.forServer(identity.key(), chain)
                .sslProvider(engine.provider())
                .protocols("TLSv1.3", "TLSv1.2")
                // Those that RFC 9113 allows: forward secrecy and authenticated encryption.
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2,
                        ApplicationProtocolNames.HTTP_1_1))
                .sessionCacheSize(SESSIONS)
                .sessionTimeout(SESSION_LIFE.toSeconds())
                .build();
        engine.giveTickets(context);
        return context;
    }
}
