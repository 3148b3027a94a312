package dev.porthole.server.http;

import dev.porthole.server.files.ServedFile;
import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Reads a stretch of a file into the system's memory before it is sent, on threads that may wait for the disk. It
 * keeps some way ahead, so that the disk works while the network does. What it reads it throws away. For the event
 * loop of the channel, where it also tells how far it is.
 */
final class ReadAhead {

    /** What is read between two reports, and the most that is thrown away by reading for a client that has left. */
    static final int STEP = 512 << 10;

    /** Enough for the disk never to wait; for a slow client not too much to read in vain. */
    private static final int MOST_AHEAD = 4 * STEP;

    private static final int RETRY_MILLIS = 10;

    /** Part of a step, small enough to stay in the processor's own cache. */
    private static final int SCRATCH_BYTES = 128 << 10;

    private static final ThreadLocal<ByteBuffer> SCRATCH =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(SCRATCH_BYTES));

    /** Is told of progress, on the event loop. */
    interface Listener {

        /** More has been read. */
        void read();

        /** No more can be read: the file has become shorter, or the disk has failed. */
        void failed();
    }

    private final ServedFile file;
    private final long end;
    private final Executor threads;
    private final Channel channel;
    private final Listener listener;
    private long position;
    private boolean reading;
    private volatile long target;

    /**
     * Has read nothing yet.
     *
     * @param end where the stretch ends
     * @param threads where to wait for the disk; may refuse when there is too much to do
     * @param channel the file is for; when it is closed, nothing more is read
     */
    ReadAhead(ServedFile file, long position, long end, Executor threads, Channel channel, Listener listener) {
        this.file = file;
        this.position = position;
        this.end = end;
        this.threads = threads;
        this.channel = channel;
        this.listener = listener;
    }

    /** Whether everything before a place was read; it may have been forgotten again by now. */
    boolean isRead(long place) {
        return position >= place;
    }

    /** Sees to it that what follows a place is read. */
    void keepAheadOf(long place) {
        target = Math.min(end, place + MOST_AHEAD);
        begin();
    }

    private void begin() {
        if (reading || position >= target || !channel.isOpen()) {
            return;
        }
        // One more user of the file, so that it stays open while it is read, whatever happens to the answer.
        file.share().ifPresent(this::begin);
    }

    private void begin(ServedFile shared) {
        long from = position;
        try {
            threads.execute(() -> read(shared, from));
            reading = true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            shared.closeOn(threads);
            if (!channel.eventLoop().isShuttingDown()) {
                Runnable again = this::begin;
                channel.eventLoop().schedule(again, RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void read(ServedFile shared, long from) {
        try (shared) {
            long at = from;
            while (at < target && channel.isOpen()) {
                long next = Math.min(end, at + STEP);
                read(shared, at, next);
                at = next;
                tell(() -> advanced(next));
            }
            tell(this::ended);
        } catch (IOException | RuntimeException | Error e) {
            // Whatever went wrong, the connection must not wait for ever.
            tell(listener::failed);
        }
    }

    private static void read(ServedFile shared, long from, long to) throws IOException {
        ByteBuffer scratch = SCRATCH.get();
        long at = from;
        while (at < to) {
            scratch.clear().limit((int) Math.min(SCRATCH_BYTES, to - at));
            int count = shared.channel().read(scratch, at);
            if (count < 0) {
                throw new IOException("the file became shorter while it was read");
            }
            at += count;
        }
    }

    private void tell(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            // The server has stopped for good, and the connection has ended with it.
            return;
        }
    }

    private void advanced(long place) {
        position = place;
        listener.read();
    }

    private void ended() {
        reading = false;
        begin();
    }
}
