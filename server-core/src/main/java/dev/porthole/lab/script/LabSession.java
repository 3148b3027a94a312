package dev.porthole.lab.script;

import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.system.Descriptors;
import dev.porthole.lab.system.StoppedException;
import dev.porthole.lab.system.SystemCalls;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of an experiment, from its first descriptor to its last. Whatever the experiment opens or starts belongs to
 * the session, and closing the session ends it all within {@link #LONGEST_STOP}, also what is blocked in the kernel.
 * Safe to use from any thread.
 */
public final class LabSession implements AutoCloseable {

    /** How long closing waits for the threads of the session. */
    public static final Duration LONGEST_STOP = Duration.ofSeconds(1);

    /** What a thread of the session does. */
    @FunctionalInterface
    public interface Work {
        /**
         * Runs on a platform thread of the session; may block in its calls.
         *
         * @throws InterruptedException when the session ends: nothing is wrong then
         */
        void run() throws InterruptedException;
    }

    private final Consumer<LabEvent> out;
    private final long start = System.nanoTime();
    private final Descriptors descriptors = new Descriptors();
    private final SystemCalls calls = new SystemCalls(this::tell, this::stopped, descriptors);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    /**
     * A session that begins now.
     *
     * @param out told of every event, one after the other, on the thread where it happened; must return soon
     */
    public LabSession(Consumer<LabEvent> out) {
        this.out = out;
    }

    /**
     * System calls that are told as events.
     *
     * @return for any thread of the session
     */
    public SystemCalls calls() {
        return calls;
    }

    /** {@return what the session has open: to add what is opened without being told, because it is measured} */
    public Descriptors descriptors() {
        return descriptors;
    }

    /** {@return whether the session is over} */
    public boolean stopped() {
        return stopped;
    }

    /** Ends what the calling thread does when the session is over. */
    public void checkStopped() {
        if (stopped) {
            throw new StoppedException();
        }
    }

    /** {@return what went wrong on one of the session's threads: a fault of the lab, or null} */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** {@return how many descriptors it has open} */
    public int openDescriptors() {
        return descriptors.count();
    }

    /**
     * Makes sure that there are descriptors enough.
     *
     * @param wanted how many will be opened
     * @throws TooFewDescriptorsException if there are not
     */
    public void reserve(int wanted) {
        long left = Descriptors.left();
        if (left < wanted) {
            throw new TooFewDescriptorsException(wanted, left);
        }
    }

    /**
     * Tells that something is done next.
     *
     * @param key the key of the message
     * @param arguments what fills its gaps
     */
    public void step(String key, Object... arguments) {
        emit(nanos -> new LabEvent.Step(nanos, key, words(arguments)));
    }

    /**
     * Tells what is to be learnt.
     *
     * @param key the key of the message
     * @param arguments what fills its gaps
     */
    public void finding(String key, Object... arguments) {
        emit(nanos -> new LabEvent.Finding(nanos, key, words(arguments)));
    }

    /**
     * Tells what a program printed.
     *
     * @param program which one, such as {@code server}
     * @param text without its line end
     */
    public void line(String program, String text) {
        emit(nanos -> new LabEvent.Line(nanos, program, text));
    }

    /**
     * Tells what a watcher was told.
     *
     * @param row what all watchers were asked after: the key of a message
     * @param column the watcher
     * @param told the names of the flags; empty if it stayed silent
     */
    public void told(String row, String column, String told) {
        emit(nanos -> new LabEvent.Told(nanos, row, column, told));
    }

    /**
     * Tells a number.
     *
     * @param series what was measured
     * @param at for what: a number of descriptors, of bytes, of the request
     * @param value the number
     * @param unit {@code ns}, {@code ms}, {@code B}, or empty for a count
     */
    public void reading(String series, double at, double value, String unit) {
        emit(nanos -> new LabEvent.Reading(nanos, series, at, value, unit));
    }

    private void tell(LabEvent.Call call) {
        emit(nanos -> new LabEvent.Call(
                nanos, call.thread(), call.name(), call.arguments(), call.result(), call.error(), call.took()));
    }

    /** An event that waits for its time. */
    @FunctionalInterface
    private interface Timed {
        LabEvent at(long nanos);
    }

    /** One at a time, so that the order of events is the order of their times. */
    private void emit(Timed event) {
        synchronized (out) {
            out.accept(event.at(System.nanoTime() - start));
        }
    }

    private static List<String> words(Object... arguments) {
        return Stream.of(arguments).map(String::valueOf).toList();
    }

    /**
     * Starts a platform thread that belongs to the session. Its name stands before its calls.
     *
     * @param name of the thread: who does it, such as {@code client A}
     * @param work may block in its calls
     * @return started already; a daemon
     */
    public Thread start(String name, Work work) {
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> perform(work));
        // Whoever ends the session waits for its threads, and can only wait for what has been started.
        synchronized (this) {
            checkStopped();
            threads.add(thread);
            thread.start();
        }
        return thread;
    }

    /**
     * Does something on a thread of the session and waits for its end: what it has open is then not closed beneath it.
     *
     * @param name of the thread: who does it, such as {@code client A}
     * @param work may block in its calls
     * @throws StoppedException if the session is over
     * @throws RuntimeException what it failed with
     * @throws InterruptedException if the calling thread was interrupted
     */
    public void await(String name, Work work) throws InterruptedException {
        start(name, work).join();
        check();
    }

    /**
     * Goes on only if all is well, on every thread of the session.
     *
     * @throws StoppedException if the session is over
     * @throws RuntimeException what one of its threads failed with
     */
    public void check() {
        checkStopped();
        switch (failure) {
            case null -> { }
            case RuntimeException fault -> throw fault;
            case Throwable fault -> throw new IllegalStateException(fault);
        }
    }

    private void perform(Work work) {
        try {
            work.run();
        } catch (StoppedException | InterruptedException over) {
            // That is how its thread ends when the session does.
        } catch (RuntimeException fault) {
            // What is torn down fails in many ways, and none of them is a fault of the lab.
            failure = stopped ? failure : fault;
        } catch (Error fault) {
            failure = fault;
        }
    }

    /**
     * Has something done when the session ends: to stop what does not belong to it by itself. Must return soon.
     *
     * @param ending called once, on the thread that closes the session
     */
    public void onClose(Runnable ending) {
        endings.add(ending);
    }

    /** Ends everything; what it could not end in time goes on ending by itself. */
    @Override
    public void close() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        descriptors.wakeAll();
        endings.forEach(Runnable::run);
        threads.forEach(Thread::interrupt);
        if (awaitThreads(LONGEST_STOP)) {
            descriptors.closeAll();
        } else {
            // A descriptor's number is used again once it is closed, so they are kept while a thread may use them.
            Thread.ofPlatform().daemon().name("lab end").start(() -> {
                for (Thread thread : threads) {
                    try {
                        thread.join();
                    } catch (InterruptedException neverDone) {
                        return;
                    }
                }
                descriptors.closeAll();
            });
        }
    }

    private boolean awaitThreads(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        boolean interrupted = false;
        boolean ended = true;
        for (Thread thread : threads) {
            if (thread == Thread.currentThread()) {
                continue;
            }
            try {
                ended &= thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true;
                ended = false;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }
}
