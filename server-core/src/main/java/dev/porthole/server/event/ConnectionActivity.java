package dev.porthole.server.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has done so far. Written by the connection's event loop only, read by any thread. What
 * changes with every request is published without a full fence, which would be the largest part of the work.
 */
public final class ConnectionActivity {

    private static final VarHandle REQUESTS = handle("requests", int.class);
    private static final VarHandle SENT_BYTES = handle("sentBytes", long.class);
    private static final VarHandle ANSWERING = handle("answering", int.class);
    private static final VarHandle LAST_ACTIVITY = handle("lastActivity", Instant.class);

    private final ConnectionOpened opened;
    private volatile int requests;
    private volatile long sentBytes;
    /** How many requests are being answered: never more than one in HTTP/1.1. */
    private volatile int answering;
    private volatile Instant lastActivity;
    private volatile boolean secure;
    private volatile @Nullable ConnectionClosed closed;

    ConnectionActivity(ConnectionOpened opened) {
        this.opened = opened;
        this.lastActivity = opened.at();
    }

    /** {@return the connection's number, from 1} */
    public long number() {
        return opened.connection();
    }

    /** {@return the client's address and port} */
    public InetSocketAddress client() {
        return opened.client();
    }

    /** {@return when it was accepted} */
    public Instant openedAt() {
        return opened.at();
    }

    /** {@return whether it speaks TLS and its client has completed the handshake} */
    public boolean secure() {
        return secure;
    }

    /** {@return how many requests came on it} */
    public int requests() {
        return requests;
    }

    /** {@return how many bytes were sent on it by finished answers, heads included} */
    public long sentBytes() {
        return sentBytes;
    }

    /** {@return whether a request is being answered just now} */
    public boolean answering() {
        return answering > 0;
    }

    /** {@return when a request last arrived or was finished, or the connection opened or closed} */
    public Instant lastActivity() {
        return lastActivity;
    }

    /** {@return how it ended, or null while it is open} */
    public @Nullable ConnectionClosed closed() {
        return closed;
    }

    void secured() {
        secure = true;
    }

    void requestReceived(RequestReceived request) {
        REQUESTS.setRelease(this, request.numberOnConnection());
        ANSWERING.setRelease(this, answering + 1);
        LAST_ACTIVITY.setRelease(this, request.at());
    }

    void responseFinished(ResponseFinished response) {
        SENT_BYTES.setRelease(this, sentBytes + response.sentBytes());
        ANSWERING.setRelease(this, answering - 1);
        LAST_ACTIVITY.setRelease(this, response.at());
    }

    void close(ConnectionClosed event) {
        ANSWERING.setRelease(this, 0);
        LAST_ACTIVITY.setRelease(this, event.at());
        closed = event;
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(ConnectionActivity.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
