package dev.porthole.server.conformance;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.porthole.server.SiteSettings;
import dev.porthole.server.tls.TlsIdentity;
import dev.porthole.server.tls.TlsSettings;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Whether the tests of the protocol run over TLS, which they do by {@code -Dporthole.tls=true}. */
final class TlsUnderTest {

    private static final boolean ON = Boolean.getBoolean("porthole.tls");

    private TlsUnderTest() {}

    /** The same settings, with TLS if it is under test. */
    static SiteSettings on(SiteSettings settings) {
        return ON && settings.tls() == null ? settings.withTls(new TlsSettings(() -> Shared.IDENTITY)) : settings;
    }

    /** Leaves the test out where TLS is under test, and says why. */
    static void assumeNot(String why) {
        assumeFalse(ON, why);
    }

    /** What a client speaks through: TLS over the socket if it is under test, else the socket. */
    static Socket over(Socket socket) throws IOException {
        return ON ? handshake(socket, Shared.CLIENT) : socket;
    }

    /** Speaks TLS over a socket, which is closed with it. */
    static SSLSocket handshake(Socket socket, SSLContext client) throws IOException {
        SSLSocket tls = (SSLSocket) client.getSocketFactory()
                .createSocket(socket, "localhost", socket.getPort(), true);
        tls.startHandshake();
        return tls;
    }

    /** Made only when it is needed. */
    private static final class Shared {
        static final TlsIdentity IDENTITY = TestAuthority.SHARED.identity();
        static final SSLContext CLIENT = TestAuthority.SHARED.trusting();
    }
}
