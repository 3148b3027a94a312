package dev.porthole.app.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One window for each settings folder. The first process holds a lock in that folder, which the system frees
 * however the process ends, and listens for others; a later one hands it what it was started with and leaves.
 * Needs no JavaFX, so that the one that leaves does so at once.
 */
public final class OneInstance implements AutoCloseable {

    /** What this process is to the others with the same settings. */
    public enum Role {
        /** The one that shows the window and keeps the settings. */
        FIRST,
        /** The first one has been told; there is nothing left to do. */
        HANDED_OVER,
        /** Another one keeps the settings, but does not answer. */
        BESIDE
    }

    private static final String LOCK = "window.lock";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 20;
    private static final int MOST_WAITING = 64;

    private final Role role;
    private final @Nullable FileChannel lock;
    private final @Nullable HandOverListener listener;
    private final List<Optional<Path>> waiting = new ArrayList<>();
    private @Nullable Consumer<Optional<Path>> window;

    private OneInstance(Role role, @Nullable FileChannel lock, @Nullable MeetingPoint point) {
        this.role = role;
        this.lock = lock;
        this.listener = Optional.ofNullable(point)
                .flatMap(where -> HandOverListener.listen(where, said -> receive(said.toOpen())))
                .orElse(null);
    }

    /** The only one there is, for a window that nobody else is to find. */
    public static OneInstance alone() {
        return new OneInstance(Role.FIRST, null, null);
    }

    /**
     * Becomes the first process with these settings, or tells the first one what to open. Takes as long as
     * that one needs to answer, two seconds at most.
     *
     * @param settings the settings folder
     * @param toOpen the folder or page to open, if there is one
     */
    public static OneInstance claim(Path settings, Optional<Path> toOpen) {
        MeetingPoint point;
        try {
            Files.createDirectories(settings);
            point = MeetingPoint.of(settings.toRealPath(), System.getenv("XDG_RUNTIME_DIR")).orElse(null);
        } catch (IOException | InvalidPathException e) {
            // Without a folder to meet in, everybody is alone; the settings will tell that they cannot be kept.
            return alone();
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean locks = true;
            try {
                FileChannel lock = tryLock(settings.resolve(LOCK));
                if (lock != null) {
                    return new OneInstance(Role.FIRST, lock, point);
                }
            } catch (IOException e) {
                // Some network disks know no locks. Then whoever answers is the first.
                locks = false;
            }
            Duration rest = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            if (point != null && new HandOver(toOpen).send(point, rest)) {
                return new OneInstance(Role.HANDED_OVER, null, null);
            }
            if (!locks) {
                return new OneInstance(Role.FIRST, null, point);
            }
            // It may be about to listen, or about to end.
            if (System.nanoTime() >= deadline || !pause()) {
                return new OneInstance(Role.BESIDE, null, null);
            }
        }
    }

    /**
     * Begins to answer others; who has come already waits. Not before the libraries of the desktop are set up: they
     * change the environment of the process meanwhile, and a thread that begins then may read it and crash, for
     * setenv(3) is not for several threads.
     */
    public void answer() {
        if (listener != null) {
            listener.answer();
        }
    }

    /** What this process is to the others. */
    public Role role() {
        return role;
    }

    /**
     * Tells the window what others bring, from now on and what has come already: a folder or a page to open,
     * or nothing but the wish to see the window. On a thread of its own.
     */
    public void onHandOver(Consumer<Optional<Path>> opener) {
        List<Optional<Path>> early;
        synchronized (this) {
            window = opener;
            early = List.copyOf(waiting);
            waiting.clear();
        }
        early.forEach(opener);
    }

    /** Takes no more; who comes from now on waits until this process has ended, and is the first then. */
    public void stopListening() {
        if (listener != null) {
            listener.close();
        }
    }

    /** Makes room for the next first process. */
    @Override
    public void close() {
        stopListening();
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void receive(Optional<Path> brought) {
        Consumer<Optional<Path>> opener;
        synchronized (this) {
            opener = window;
            if (opener == null && waiting.size() < MOST_WAITING) {
                waiting.add(brought);
            }
        }
        if (opener != null) {
            opener.accept(brought);
        }
    }

    /** The locked file, or null when another process holds it. */
    private static @Nullable FileChannel tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by another window of this very process: in tests.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
