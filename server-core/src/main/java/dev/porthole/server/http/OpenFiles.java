package dev.porthole.server.http;

import dev.porthole.server.files.ServedFile;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Large files that are asked for again and again, kept open for that. Opening one takes longer than sending it,
 * and has to be done by another thread. Soon after the last request a file is closed, because as long as it is
 * open its place on the disk cannot be used by others, even if it has been deleted. For any thread.
 */
final class OpenFiles implements AutoCloseable {

    /** Few, because each takes a descriptor. */
    private static final int MOST_FILES = 32;

    private static final long CLOSED_AFTER_SECONDS = 2;

    private final Executor fileThreads;
    private final long longestUnseenNanos;
    private final Map<String, OpenFile> files = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    /** A file that is open, and what else is known of it. */
    static final class OpenFile {

        private final ServedFile file;
        private final HeldBack last;
        private final Selection selection;
        private final LastLook look;

        /**
         * A file to be kept open.
         *
         * @param last its last bytes
         * @param selection what is known of it
         * @param checkedNanos when it was found, by {@link System#nanoTime}
         */
        OpenFile(ServedFile file, HeldBack last, Selection selection, long checkedNanos) {
            this.file = file;
            this.last = last;
            this.selection = selection;
            this.look = new LastLook(file, null, checkedNanos);
        }

        Optional<ServedFile> share() {
            return file.share();
        }

        HeldBack last() {
            return last;
        }

        Selection selection() {
            return selection;
        }
    }

    /**
     * No files yet.
     *
     * @param longestUnseenNanos for how long a file may go without being looked at
     */
    OpenFiles(Executor fileThreads, long longestUnseenNanos) {
        this.fileThreads = fileThreads;
        this.longestUnseenNanos = longestUnseenNanos;
    }

    /** Takes over a file that a request target led to. */
    void keep(String target, OpenFile open) {
        if (closed || files.size() >= MOST_FILES && !files.containsKey(target)) {
            open.file.close();
            return;
        }
        OpenFile before = files.put(target, open);
        if (before != null) {
            before.file.close();
        }
        if (closed) {
            close();
        }
        sweepLater();
    }

    /** The file that a request target leads to, if nothing has changed since the watch was at a generation. */
    Optional<OpenFile> recall(String target, long generation) {
        OpenFile open = files.get(target);
        if (open == null || open.selection.generation() != generation) {
            return Optional.empty();
        }
        boolean current = open.look.isWithin(longestUnseenNanos, System.nanoTime(), fileThreads);
        return current ? Optional.of(open) : Optional.empty();
    }

    private void sweepLater() {
        if (sweeping.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(CLOSED_AFTER_SECONDS, TimeUnit.SECONDS).execute(this::sweep);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        files.forEach((target, open) -> {
            if (open.look.age(now) >= longestUnseenNanos && files.remove(target, open)) {
                open.file.close();
            }
        });
        sweeping.set(false);
        if (!files.isEmpty()) {
            sweepLater();
        }
    }

    @Override
    public void close() {
        closed = true;
        files.forEach((target, open) -> {
            if (files.remove(target, open)) {
                open.file.close();
            }
        });
    }
}
