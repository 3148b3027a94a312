package dev.porthole.lab.event;

import java.util.List;

/**
 * Something that happened in the lab. Words for people are keys with arguments and never translated here; what the
 * kernel or a program said is said as it was.
 */
public sealed interface LabEvent {

    /** {@return when it happened: nanoseconds since the run began} */
    long nanos();

    /**
     * Something is done next, by a person or by a script in a person's place.
     *
     * @param nanos since the run began
     * @param key the message's key
     * @param arguments what fills its gaps
     */
    record Step(long nanos, String key, List<String> arguments) implements LabEvent {
        /** Copies the arguments. */
        public Step {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A system call that has returned.
     *
     * @param nanos since the run began
     * @param thread who called, such as {@code server} or {@code client A}
     * @param name the system call as strace(1) names it: {@code accept4}, {@code recvfrom}
     * @param arguments its arguments in the notation of strace(1)
     * @param result what it returned; -1 for an error
     * @param error the error's name, such as {@code EAGAIN}; empty for none
     * @param took nanoseconds from the call to its return
     */
    record Call(long nanos, String thread, String name, String arguments, long result, String error, long took)
            implements LabEvent {
        /** The call as strace(1) prints it. */
        @Override
        public String toString() {
            return name + "(" + arguments + ") = " + result + (error.isEmpty() ? "" : " " + error);
        }
    }

    /**
     * A line that a program of the lab has printed.
     *
     * @param nanos since the run began
     * @param program which one
     * @param text the line without its end; more than one line if the program printed them at once
     */
    record Line(long nanos, String program, String text) implements LabEvent {}

    /**
     * What one of several watchers of the same thing was told, in a table with a column for each watcher.
     *
     * @param nanos since the run began
     * @param row what all of them were asked after: a message's key
     * @param column the watcher, such as {@code ET}
     * @param told the names of the flags, such as {@code EPOLLIN|EPOLLRDHUP}; empty if it stayed silent
     */
    record Told(long nanos, String row, String column, String told) implements LabEvent {}

    /**
     * A number that was measured.
     *
     * @param nanos since the run began
     * @param series what was measured, such as {@code poll}
     * @param at for what: the number of descriptors, of bytes, of the request
     * @param value the number
     * @param unit its unit: {@code ns}, {@code ms}, {@code B}, or empty for a count
     */
    record Reading(long nanos, String series, double at, double value, String unit) implements LabEvent {}

    /**
     * What is to be learnt from what was seen, true of this run.
     *
     * @param nanos since the run began
     * @param key the message's key
     * @param arguments what fills its gaps
     */
    record Finding(long nanos, String key, List<String> arguments) implements LabEvent {
        /** Copies the arguments. */
        public Finding {
            arguments = List.copyOf(arguments);
        }
    }
}
