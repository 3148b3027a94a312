package dev.porthole.app.command;

/** One way to write a finished request as one line. Used by one thread only. */
@FunctionalInterface
interface LineFormat {

    /** The line, without a line end in it or after it. */
    String line(FinishedRequest finished);
}
