package dev.porthole.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.Script;
import dev.porthole.lab.system.StoppedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Stops a script as soon as something has happened, and looks at what is left. */
public final class StopAnywhere {

    private static final long LONGEST_SECONDS = 20;

    private StopAnywhere() {}

    /** The script ends as one that was stopped, and its session has nothing open and no fault. */
    public static void assertStops(Script script, Predicate<LabEvent> at) throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        LabSession session = new LabSession(event -> {
            if (at.test(event)) {
                there.countDown();
            }
        });
        FutureTask<Boolean> stopped = new FutureTask<>(() -> {
            try {
                script.run(session);
                return false;
            } catch (StoppedException e) {
                return true;
            }
        });
        Thread.ofPlatform().start(stopped);
        assertThat(there.await(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        session.close();
        assertThat(session.openDescriptors()).isZero();
        assertThat(stopped.get(LONGEST_SECONDS, TimeUnit.SECONDS)).as("ended because it was stopped").isTrue();
        assertThat(session.failure()).isNull();
    }
}
