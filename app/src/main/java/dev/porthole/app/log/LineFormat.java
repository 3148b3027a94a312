package dev.porthole.app.log;

/** One way to write a finished request as one line. Used by one thread only. */
@FunctionalInterface
public interface LineFormat {

    /** The line, without its end. */
    String line(FinishedRequest finished);

    /** The line before all others, without its end; empty when there is none. */
    default String firstLine() {
        return "";
    }

    /** What ends a line in a file. */
    default String lineEnd() {
        return "\n";
    }
}
