package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.concurrent.Callable;

/** Waits for something to become true, and says what it waited for when it does not. */
final class Await {

    private static final int LONGEST_SECONDS = 20;

    private Await() {}

    /** Waits until the condition holds. */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plusSeconds(LONGEST_SECONDS);
        while (!condition.call()) {
            if (Instant.now().isAfter(deadline)) {
                fail("waited in vain until " + what);
            }
            Thread.onSpinWait();
        }
    }
}
