package dev.porthole.app.log;

import java.io.IOException;

/** Writes finished requests, one after the other, into one file. Used by one thread only. */
public interface LogWriter extends AutoCloseable {

    /** Adds one. */
    void write(FinishedRequest finished) throws IOException;

    /** Writes what the format needs at its end, and closes the file. */
    @Override
    void close() throws IOException;
}
