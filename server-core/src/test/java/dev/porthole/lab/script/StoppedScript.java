package dev.porthole.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stops a script, once after each of its events. */
public final class StoppedScript {

    private static final int LONGEST_SECONDS = 20;

    private final LabSession session = new LabSession(event -> seen());
    private final AtomicInteger events = new AtomicInteger();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final int last;

    private StoppedScript(int last) {
        this.last = last;
    }

    /** That the script ends soon and leaves nothing open, wherever it is stopped. */
    public static void assertStopsAtEveryPoint(Script script) throws InterruptedException {
        int all = events(script);
        for (int last = 1; last <= all; last++) {
            StoppedScript stopped = new StoppedScript(last);
            Thread thread = stopped.session.start("script", () -> script.run(stopped.session));
            assertThat(stopped.reached.await(LONGEST_SECONDS, TimeUnit.SECONDS)).as("event %d", last).isTrue();
            stopped.session.close();
            assertThat(thread.isAlive()).as("the script after event %d", last).isFalse();
            assertThat(stopped.session.openDescriptors()).as("after event %d", last).isZero();
            assertThat(stopped.session.failure()).as("after event %d", last).isNull();
        }
    }

    private static int events(Script script) throws InterruptedException {
        AtomicInteger events = new AtomicInteger();
        try (LabSession session = new LabSession(event -> events.incrementAndGet())) {
            script.run(session);
        }
        assertThat(events.get()).isPositive();
        return events.get();
    }

    /** Nothing goes on until the session is being closed. */
    private void seen() {
        if (events.incrementAndGet() == last) {
            reached.countDown();
            while (!session.stopped()) {
                Thread.onSpinWait();
            }
        }
    }
}
