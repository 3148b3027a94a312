package dev.porthole.app.https;

import dev.porthole.server.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The smallest HTTPS server there can be, from Java alone: whoever trusts its certificate gets one page. */
final class TlsPeer implements AutoCloseable {

    private static final char[] NO_PASSWORD = new char[0];
    private static final int LONGEST_HEAD = 16_384;
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 14\r\n"
            + "Connection: close\r\n\r\n<p>welcome</p>").getBytes(StandardCharsets.US_ASCII);

    private final SSLServerSocket socket;

    TlsPeer(TlsIdentity identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("server", identity.key(), NO_PASSWORD,
                identity.chain().toArray(new X509Certificate[0]));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        socket = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.startVirtualThread(this::acceptAll);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                SSLSocket client = (SSLSocket) socket.accept();
                Thread.startVirtualThread(() -> answer(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answer(SSLSocket client) {
        try (client) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_HEAD) {
                int next = client.getInputStream().read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            client.getOutputStream().write(ANSWER);
        } catch (IOException refused) {
            // The client did not trust the certificate, which it says for itself.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
