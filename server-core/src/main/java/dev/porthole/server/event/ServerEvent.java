package dev.porthole.server.event;

import java.time.Instant;

/**
 * One thing that happened in a server. The order within a connection is always: opened, secured if it speaks TLS, then
 * for each request received and finished, then closed; every request received is finished exactly once, also when
 * its answer was cut short.
 */
public sealed interface ServerEvent
        permits ConnectionOpened, ConnectionSecured, RequestReceived, ResponseFinished, ConnectionClosed, AcceptPaused {

    /** {@return when it happened, by the wall clock} */
    Instant at();
}
