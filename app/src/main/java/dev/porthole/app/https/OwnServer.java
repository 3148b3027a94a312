package dev.porthole.app.https;

import dev.porthole.server.tls.TlsSettings;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** How this program speaks TLS to a server of its own: it trusts that server's authority and nobody else. */
public final class OwnServer {

    private OwnServer() {}

    /** What speaks TLS to a server, and to no other: sockets made by it may use a session again. */
    public static SSLSocketFactory sockets(TlsSettings server) throws IOException {
        try {
            X509Certificate authority = Objects.requireNonNull(server.authority());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /**
     * TLS over a connected socket, which is closed with it. Waits for the handshake.
     *
     * @throws IOException if the server at the other end is another one
     */
    public static Socket secure(Socket connected, SSLSocketFactory sockets) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.createSocket(connected, "localhost", connected.getPort(), true);
        socket.startHandshake();
        return socket;
    }
}
