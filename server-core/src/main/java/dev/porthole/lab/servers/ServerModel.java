package dev.porthole.lab.servers;

import dev.porthole.lab.script.LabSession;
import java.io.IOException;
import java.util.Locale;

/** Four ways to build a server. */
public enum ServerModel {
    /** One thread, which serves one connection to its end before it accepts the next. */
    BLOCKING,
    /** A platform thread for each connection. */
    THREADS,
    /** A virtual thread for each connection. */
    VIRTUAL,
    /** One thread with an event loop: Netty's. */
    LOOP;

    /** {@return its name among readings} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Starts a server of this kind on a free port of 127.0.0.1; it ends with the session. */
    ModelServer start(LabSession session) throws IOException {
        return switch (this) {
            case BLOCKING -> new SocketServer(session, id(), Runnable::run);
            case THREADS -> new SocketServer(session, id(), task -> session.start(id(), task::run));
            case VIRTUAL -> new SocketServer(session, id(), task -> Thread.ofVirtual().name(id()).start(task));
            case LOOP -> new LoopServer(session);
        };
    }
}
