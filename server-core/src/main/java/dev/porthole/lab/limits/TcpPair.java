package dev.porthole.lab.limits;

import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.KernelView;
import dev.porthole.lab.system.Libc;
import dev.porthole.lab.system.SystemCalls;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A TCP connection over loopback.
 *
 * @param session the session that owns it
 * @param peer the end of the client
 * @param server the end of the server, which does not block
 */
record TcpPair(LabSession session, int peer, int server) {

    private static final long LOOK_AGAIN = 20_000;

    /** A socket that listens on any port. */
    static int listener(SystemCalls calls) {
        int listener = calls.socket();
        calls.bind(listener, 0);
        calls.listen(listener, 8);
        return listener;
    }

    /** A client that has connected. */
    static int client(SystemCalls calls, int listener) {
        int client = calls.socket();
        calls.resetOnClose(client);
        calls.connect(client, Libc.localPort(listener));
        return client;
    }

    /** A connection, accepted. */
    static TcpPair open(LabSession session) {
        SystemCalls calls = session.calls();
        int listener = listener(calls);
        TcpPair pair = accept(session, listener);
        calls.close(listener);
        return pair;
    }

    /** One more client of a listening socket, accepted. */
    static TcpPair accept(LabSession session, int listener) {
        int client = client(session.calls(), listener);
        return new TcpPair(session, client, session.calls().accept(listener, Libc.SOCK_NONBLOCK).descriptor());
    }

    /** The client sends, and the server's end has it when this returns. */
    void send(String text) {
        int before = KernelView.unread(server);
        session.calls().send(peer, text.getBytes(StandardCharsets.US_ASCII));
        await(session, () -> KernelView.unread(server) == before + text.length());
    }

    /** Waits until something is true that becomes true by itself. */
    static void await(LabSession session, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            session.checkStopped();
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }
}
