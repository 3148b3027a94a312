package dev.porthole.server.conformance;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.http.HttpLimits;
import dev.porthole.server.tls.TlsIdentity;
import dev.porthole.server.tls.TlsSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that takes TLS, with a folder of its own for one test class, and the ways to speak to it. When the class is
 * through, it also checks that every connection's story was told in order. {@link Site} is the same without TLS.
 */
final class TlsSite implements BeforeAllCallback, AfterAllCallback {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Site.Content content;
    private final HttpLimits limits;
    private final TestAuthority authority;
    private final TlsSettings tls;
    private final Recorder recorder = new Recorder();
    private ServedFolder folder;
    private StaticServer server;
    private InetSocketAddress address;

    private TlsSite(Site.Content content, HttpLimits limits, TestAuthority authority, TlsSettings tls) {
        this.content = content;
        this.limits = limits;
        this.authority = authority;
        this.tls = tls;
    }

    /** One whose certificate the shared authority vouches for. */
    static TlsSite serving(Site.Content content) {
        TlsIdentity identity = TestAuthority.SHARED.identity();
        return new TlsSite(content, HttpLimits.DEFAULT, TestAuthority.SHARED, new TlsSettings(() -> identity));
    }

    TlsSite with(HttpLimits other) {
        return new TlsSite(content, other, authority, tls);
    }

    /** With an identity for which this authority vouches. */
    TlsSite with(TestAuthority other, TlsSettings settings) {
        return new TlsSite(content, limits, other, settings);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = new ServedFolder();
        content.fill(folder);
        server = new StaticServer(recorder, limits);
        address = server.start(settings(SiteOptions.DEFAULT)).address();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        try {
            server.stop(Duration.ZERO).get(10, TimeUnit.SECONDS);
            recorder.checkOrder();
        } finally {
            folder.close();
        }
    }

    /** With what one more server would serve the same. */
    SiteSettings settings(SiteOptions options) {
        SiteSettings local = SiteSettings.local(folder.root(), 0);
        return TransportUnderTest.on(new SiteSettings(local.root(), 0, local.address(), options).withTls(tls));
    }

    ServedFolder folder() {
        return folder;
    }

    Recorder recorder() {
        return recorder;
    }

    InetSocketAddress address() {
        return address;
    }

    URI uri(String target) {
        return URI.create("https://localhost:" + address.getPort() + target);
    }

    /** A connection without TLS. */
    Socket plain() throws IOException {
        return plain(address);
    }

    /** A connection over which TLS is spoken. */
    SSLSocket secure() throws IOException {
        return secure(address);
    }

    /** The same to another server with these settings. */
    SSLSocket secure(InetSocketAddress other) throws IOException {
        return TlsUnderTest.handshake(plain(other), authority.trusting());
    }

    private static Socket plain(InetSocketAddress to) throws IOException {
        Socket socket = new Socket();
        socket.connect(to);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Speaks HTTP/2, after settings, each its number and value. */
    FrameClient frames(int... settings) throws IOException {
        return FrameClient.connect(address, settings);
    }
}
