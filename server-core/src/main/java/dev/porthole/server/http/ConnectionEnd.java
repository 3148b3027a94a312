package dev.porthole.server.http;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.transport.Closing;
import io.netty.channel.Channel;
import io.netty.handler.codec.CorruptedFrameException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * How one connection ends, and why: the first reason that is given is the one that is told. For the connection's
 * event loop only.
 */
final class ConnectionEnd {

    /** What TCP sends before it has heard of the client: ten segments (RFC 6928). */
    private static final int FIRST_FLIGHT = 14_600;

    private final Channel channel;
    private @Nullable CloseReason reason;

    ConnectionEnd(Channel channel) {
        this.channel = channel;
    }

    /** Gives a reason for the end, unless there is one. */
    void because(CloseReason cause) {
        if (reason == null) {
            reason = cause;
        }
    }

    /** Why it ended. */
    CloseReason reason() {
        return reason == null ? CloseReason.CLIENT_CLOSED : reason;
    }

    /** What became of an answer that was cut by it. */
    Outcome outcome() {
        return reason == null ? Outcome.CLIENT_LEFT : reason.outcome();
    }

    void close(CloseReason cause) {
        because(cause);
        channel.close();
    }

    /** Ends it after a failure of the socket, or of the server. */
    void failed(Throwable failure) {
        if (failure instanceof CorruptedFrameException) {
            close(CloseReason.PROTOCOL_ERROR);
            return;
        }
        boolean socket = failure instanceof IOException || failure instanceof UncheckedIOException;
        close(socket ? CloseReason.CLIENT_RESET : CloseReason.SERVER_ERROR);
    }

    /** Ends it, whatever it is doing, so that a cut answer cannot be taken for a whole one. */
    void reset(CloseReason cause) {
        because(cause);
        Closing.reset(channel);
    }

    /**
     * Whether it can be closed at once in good order, though the client has not closed yet. After a refusal, or when
     * more input is waiting, only the sending side is closed and reading goes on for a while: input that comes to a
     * closed socket is answered by a reset, which can destroy the answer before the client has read it (RFC 9112
     * section 9.6). So it is after an answer that the system has taken but the network still has to carry. A small one
     * is with the client before anything that the client sends later can be answered; for it, two more system calls
     * would be the larger part of the work.
     *
     * @param waiting how many bytes of input are waiting
     * @param sent how many bytes the last answer had
     */
    boolean needsNoLingering(CloseReason cause, int waiting, long sent) {
        boolean asked = cause == CloseReason.CLOSE_ASKED || cause == CloseReason.HTTP_1_0;
        return asked && waiting == 0 && sent <= FIRST_FLIGHT;
    }

    /** Sends nothing any more; what still comes in is for others to throw away. */
    void closeSendingSide(CloseReason cause) {
        because(cause);
        Closing.endOutput(channel);
    }
}
