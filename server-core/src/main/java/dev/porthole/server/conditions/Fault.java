package dev.porthole.server.conditions;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What goes wrong on purpose with an answer. */
public sealed interface Fault {

    /** How long a fault may last at most; nothing waits longer than that for an answer. */
    Duration LONGEST = Duration.ofSeconds(60);

    /**
     * The answer is looked for later.
     *
     * @param time from the complete request head on
     */
    record Delay(Duration time) implements Fault {

        /** Checks that it is neither negative nor longer than {@link #LONGEST}. */
        public Delay {
            if (time.isNegative() || time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a delay of " + time);
            }
        }
    }

    /**
     * The answer is an error, whatever the path leads to.
     *
     * @param status 400 to 599
     * @param retryAfter when to ask again, for the field Retry-After (RFC 9110 section 10.2.3); null to say nothing
     */
    record Status(int status, @Nullable Duration retryAfter) implements Fault {

        /** The lowest status of an error. */
        public static final int LOWEST = 400;

        /** The highest. */
        public static final int HIGHEST = 599;

        /** Checks that it is one. */
        public Status {
            if (status < LOWEST || status > HIGHEST) {
                throw new IllegalArgumentException("status " + status);
            }
        }
    }

    /**
     * The body ends too soon: TCP's end (FIN) comes before the announced length is reached, so that the answer is
     * incomplete (RFC 9112 section 8). What was sent before arrives: a reset could destroy it on its way.
     *
     * @param amount how much of the body is sent; an answer that is not longer is not cut
     * @param ofHundred whether the amount is a percentage, or else a number of bytes
     */
    record Cut(long amount, boolean ofHundred) implements Fault {

        private static final int ALL = 100;

        /** Checks that it is neither negative nor more than all. */
        public Cut {
            if (amount < 0 || ofHundred && amount > ALL) {
                throw new IllegalArgumentException("cut at " + amount);
            }
        }

        /**
         * How much is sent of a body that is so long.
         *
         * @param length of the body, in bytes
         * @return bytes, at most the length
         */
        public long of(long length) {
            return ofHundred ? length / ALL * amount + length % ALL * amount / ALL : Math.min(amount, length);
        }
    }

    /** No answer comes, until the client leaves or {@link #LONGEST} has passed. */
    record Hang() implements Fault {}
}
