package dev.porthole.app.bench;

import com.sun.javafx.tk.TKPulseListener;
import com.sun.javafx.tk.Toolkit;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.HdrHistogram.Histogram;

/**
 * How long the window's thread is busy. A pulse is measured from its first animation, over style, layout and the wait
 * for the drawing before, until everything has been handed to the thread that draws; JavaFX has no public means to
 * see that end. Beside it a probe measures how long anything that is handed to the thread has to wait: what is
 * done between pulses, such as taking in new rows, delays a key or a click as much as a pulse does.
 */
final class Pulses {

    private static final long PROBE_NANOS = 2_000_000;
    private static final long TOO_LONG_NANOS = 100_000_000;
    private static final PrintStream OUT = System.out;

    private final Histogram lengths = new Histogram(3);
    private final Histogram waits = new Histogram(3);
    private final Thread probe = new Thread(this::probe);
    private final TKPulseListener end = this::pulseEnds;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            begun = System.nanoTime();
        }
    };
    private volatile boolean running = true;
    private volatile long ignoredUntil;
    private long begun;

    void start() {
        Platform.runLater(() -> {
            timer.start();
            Toolkit.getToolkit().addPostSceneTkPulseListener(end);
        });
        probe.start();
    }

    void stop() throws InterruptedException {
        running = false;
        probe.join();
        Platform.runLater(() -> {
            timer.stop();
            Toolkit.getToolkit().removePostSceneTkPulseListener(end);
        });
    }

    /** Does something of the bench's own that stops all threads, and counts no pulse that it could have touched. */
    <T> T without(Supplier<T> work) {
        ignoredUntil = Long.MAX_VALUE;
        T result = work.get();
        ignoredUntil = System.nanoTime();
        return result;
    }

    private void pulseEnds() {
        if (begun > ignoredUntil) {
            lengths.recordValue(System.nanoTime() - begun);
        }
    }

    private void probe() {
        while (running) {
            long asked = System.nanoTime();
            CountDownLatch answered = new CountDownLatch(1);
            Platform.runLater(answered::countDown);
            try {
                answered.await();
            } catch (InterruptedException e) {
                return;
            }
            if (asked > ignoredUntil) {
                waits.recordValue(System.nanoTime() - asked);
            }
            LockSupport.parkNanos(PROBE_NANOS);
        }
    }

    void print() {
        print("pulses", lengths);
        print("waits for the window's thread", waits);
    }

    private static void print(String what, Histogram histogram) {
        OUT.printf("%s: %,d, median %.2f ms, p99 %.2f ms, longest %.2f ms, above 100 ms: %d%n",
                what, histogram.getTotalCount(), histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6, histogram.getMaxValue() / 1e6,
                histogram.getTotalCount() == 0
                        ? 0 : histogram.getCountBetweenValues(TOO_LONG_NANOS, Long.MAX_VALUE / 2));
    }
}
