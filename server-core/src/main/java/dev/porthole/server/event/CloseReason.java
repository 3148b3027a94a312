package dev.porthole.server.event;

import dev.porthole.server.event.ResponseFinished.Outcome;

/** Why a connection ended, and who ended it. */
public enum CloseReason {
    /** The client closed in good order (TCP FIN) between requests. */
    CLIENT_CLOSED(Party.CLIENT),
    /** The client closed before a request was complete. */
    CLIENT_CLOSED_MID_REQUEST(Party.CLIENT),
    /** The client reset the connection (TCP RST), or vanished while an answer was being written. */
    CLIENT_RESET(Party.CLIENT),
    /** The client had asked for it with {@code Connection: close} (RFC 9112 section 9.6). */
    CLOSE_ASKED(Party.SERVER),
    /** An HTTP/1.0 client that did not ask to keep the connection. */
    HTTP_1_0(Party.SERVER),
    /** The client does not trust the server's certificate, and said so (RFC 8446 section 6.2). */
    TLS_NOT_TRUSTED(Party.CLIENT),
    /** The client left before the TLS handshake was complete, as some do that do not trust the certificate. */
    TLS_LEFT(Party.CLIENT),
    /** The TLS handshake was not complete in time. */
    TLS_TIMEOUT(Party.SERVER),
    /** What came was not TLS as this server speaks it: another version, no common cipher suite, broken bytes. */
    TLS_FAILED(Party.SERVER),
    /** No byte came after the connection was opened. */
    FIRST_BYTE_TIMEOUT(Party.SERVER),
    /** A request was begun and not completed in time. */
    REQUEST_TIMEOUT(Party.SERVER),
    /** No further request came within the keep-alive time. */
    IDLE_TIMEOUT(Party.SERVER),
    /** The client stopped reading its answer. */
    READER_STALLED(Party.SERVER),
    /** The request broke the rules of HTTP, so what follows it cannot be trusted. */
    PROTOCOL_ERROR(Party.SERVER),
    /** A request body was larger than the server is willing to read past. */
    BODY_REFUSED(Party.SERVER),
    /** The file changed while it was being sent; to go on would have sent wrong bytes. */
    FILE_CHANGED(Party.SERVER),
    /** A rule for faults let the body of an answer end too soon. */
    FAULT_CUT(Party.SERVER),
    /** A rule for faults let no answer come, and the time for that was up. */
    FAULT_HANG(Party.SERVER),
    /** The user of this computer closed it from the window; an answer in flight was cut. */
    CLOSED_BY_USER(Party.SERVER),
    /** The server was stopped. */
    SERVER_STOPPED(Party.SERVER),
    /** Something went wrong inside the server. */
    SERVER_ERROR(Party.SERVER);

    /** One end of a connection. */
    public enum Party {
        /** The other side. */
        CLIENT,
        /** This side. */
        SERVER
    }

    private final Party by;

    CloseReason(Party by) {
        this.by = by;
    }

    /** {@return how an answer ended that was cut short by this end} */
    public Outcome outcome() {
        if (this == FAULT_CUT || this == FAULT_HANG) {
            return Outcome.CUT_ON_PURPOSE;
        }
        return by == Party.CLIENT ? Outcome.CLIENT_LEFT : Outcome.SERVER_CUT;
    }

    /** {@return who ended the connection} */
    public Party by() {
        return by;
    }
}
