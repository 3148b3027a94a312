package dev.porthole.server.http;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;

/**
 * A request that breaks the rules so that nothing after it on the connection can be trusted: it is answered
 * with an error and the connection is closed.
 */
final class RequestRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Why why;

    RequestRefusedException(int status, Rule rule, String detail) {
        // No stack trace: a hostile client must not make the server do costly work.
        super(detail, null, false, false);
        this.status = status;
        this.why = Why.of(rule, detail);
    }

    /** Why a connection is closed after an answer with this status. */
    static CloseReason closeReason(int status) {
        return switch (status) {
            case 408 -> CloseReason.REQUEST_TIMEOUT;
            case 413 -> CloseReason.BODY_REFUSED;
            default -> CloseReason.PROTOCOL_ERROR;
        };
    }

    int status() {
        return status;
    }

    Why why() {
        return why;
    }
}
