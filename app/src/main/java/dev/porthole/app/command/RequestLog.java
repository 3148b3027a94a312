package dev.porthole.app.command;

import dev.porthole.app.log.FinishedRequest;
import dev.porthole.app.log.LineFormat;
import dev.porthole.app.log.LogText;
import dev.porthole.server.event.AcceptPaused;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.EventSink;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ServerEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line for each finished request. The event loops put requests into a bounded queue, without a lock
 * and without waiting; one thread of its own turns them into lines. When the output is slower than the
 * traffic, requests are left out of the log, counted and reported: the log never slows the server down.
 */
final class RequestLog implements EventSink {

    /** How many requests may wait to be written. */
    static final int CAPACITY = 8_192;

    /** A burst of drops is one sentence, not one for each. */
    private static final long NANOS_BETWEEN_REPORTS = TimeUnit.SECONDS.toNanos(5);

    /** How many lines are written before the clock is looked at again. */
    private static final int LINES_BETWEEN_LOOKS = 1_024;

    private final @Nullable LineFormat format;
    private final Charset charset;
    private final OutputStream out;
    private final Consumer<String> complaints;
    private final Thread writer;

    private final ConcurrentHashMap<Long, Connection> connections = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<FinishedRequest> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final AtomicReference<@Nullable AcceptPaused> pause = new AtomicReference<>();
    private volatile boolean writerSleeps;
    private volatile boolean finishing;

    // Written by the writer only.
    private volatile long reportedDrops;
    private long lastReportNanos = System.nanoTime() - NANOS_BETWEEN_REPORTS;
    private boolean outputBroken;

    /** What has to be remembered of a connection; touched by its event loop only. */
    private static final class Connection {

        private final InetSocketAddress client;
        private @Nullable RequestReceived request;

        Connection(InetSocketAddress client) {
            this.client = client;
        }
    }

    /**
     * A log that does not write yet.
     *
     * @param format how a line looks, or null for a log without lines
     * @param charset how characters become bytes
     * @param out where the lines go; unbuffered
     * @param complaints takes sentences about the log itself, and about connections that cannot be accepted
     */
    RequestLog(@Nullable LineFormat format, Charset charset, OutputStream out, Consumer<String> complaints) {
        this.format = format;
        this.charset = charset;
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.complaints = complaints;
        this.writer = Thread.ofPlatform().daemon().name("request-log").unstarted(this::write);
    }

    /** Begins to write, with what has been queued until now. */
    void begin() {
        writer.start();
    }

    /**
     * Writes what is queued and ends. Call it when the server has stopped.
     *
     * @return how many requests, at least, are missing in the log because it could not be written in this time
     */
    long finish(Duration time) {
        finishing = true;
        LockSupport.unpark(writer);
        try {
            if (writer.join(time)) {
                return 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return queued.get() + dropped.sum() - reportedDrops;
    }

    @Override
    public void accept(ServerEvent event) {
        switch (event) {
            case AcceptPaused paused -> {
                pause.set(paused);
                wakeWriter();
            }
            case ConnectionOpened opened when format != null ->
                    connections.put(opened.connection(), new Connection(opened.client()));
            case RequestReceived received when format != null -> {
                Connection connection = connections.get(received.connection());
                if (connection != null) {
                    connection.request = received;
                }
            }
            case ResponseFinished finished when format != null -> enqueue(finished);
            case ConnectionClosed closed when format != null -> connections.remove(closed.connection());
            default -> {
                // Nothing to remember when no lines are written.
            }
        }
    }

    private void enqueue(ResponseFinished response) {
        Connection connection = connections.get(response.connection());
        RequestReceived request = connection == null ? null : connection.request;
        if (connection == null || request == null) {
            return;
        }
        connection.request = null;
        if (queued.incrementAndGet() > CAPACITY) {
            queued.decrementAndGet();
            dropped.increment();
            return;
        }
        queue.add(new FinishedRequest(connection.client, request, response));
        wakeWriter();
    }

    private void wakeWriter() {
        // Waking a thread is a system call; the writer says when it needs one.
        if (writerSleeps) {
            LockSupport.unpark(writer);
        }
    }

    private void write() {
        int lines = 0;
        while (true) {
            FinishedRequest next = queue.poll();
            if (next != null) {
                queued.decrementAndGet();
                writeLine(next);
                lines++;
                if (lines % LINES_BETWEEN_LOOKS == 0) {
                    report(false);
                }
            } else {
                flush();
                // In this order: after "finishing" nothing is queued any more.
                boolean last = finishing && queue.isEmpty();
                report(last);
                if (last) {
                    return;
                }
                sleep();
            }
        }
    }

    private void sleep() {
        writerSleeps = true;
        // Looked at again after saying so, or a request queued in between would wait for the next one.
        if (queue.isEmpty() && !finishing) {
            if (hasSomethingToReport()) {
                LockSupport.parkNanos(this, NANOS_BETWEEN_REPORTS);
            } else {
                LockSupport.park(this);
            }
        }
        writerSleeps = false;
    }

    private void writeLine(FinishedRequest finished) {
        if (format == null || outputBroken) {
            return;
        }
        try {
            out.write((format.line(finished) + System.lineSeparator()).getBytes(charset));
        } catch (IOException e) {
            outputBroke(e);
        }
    }

    private void flush() {
        if (outputBroken) {
            return;
        }
        try {
            out.flush();
        } catch (IOException e) {
            outputBroke(e);
        }
    }

    private void outputBroke(IOException e) {
        outputBroken = true;
        complaints.accept(Messages.text("log.output-broken", String.valueOf(e.getMessage())));
    }

    private boolean hasSomethingToReport() {
        return dropped.sum() != reportedDrops || pause.get() != null;
    }

    private void report(boolean last) {
        boolean soon = System.nanoTime() - lastReportNanos < NANOS_BETWEEN_REPORTS;
        if (!hasSomethingToReport() || (soon && !last)) {
            return;
        }
        lastReportNanos = System.nanoTime();
        long drops = dropped.sum();
        if (drops != reportedDrops) {
            complaints.accept(Messages.text("log.dropped", drops - reportedDrops, drops));
            reportedDrops = drops;
        }
        AcceptPaused paused = pause.getAndSet(null);
        if (paused != null) {
            complaints.accept(
                    Messages.text("accept-paused." + paused.cause(), LogText.printable(paused.detail())));
        }
    }
}
