package dev.porthole.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadsTest {

    @Test
    void whatFailsAnywhereIsTold() throws InterruptedException {
        BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> told.add(failure));
        try (Threads threads = Threads.with(Runnable::run)) {
            for (Executor executor : List.of(threads.background(), threads.view(), threads.waiting())) {
                Error failure = new AssertionError("made up");
                executor.execute(() -> {
                    throw failure;
                });
                assertThat(told.poll(10, TimeUnit.SECONDS)).isSameAs(failure);
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
