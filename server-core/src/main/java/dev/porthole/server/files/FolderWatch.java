package dev.porthole.server.files;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells which files under a folder have been saved, made, moved or deleted, once they are at rest. The system tells of
 * each directory (inotify, ReadDirectoryChangesW); besides, what pages have asked for is looked at each second, for
 * changes that no system tells of (network disks, memory mappings), and several times a second where it tells of
 * nothing. Works on a thread of its own; may be used from any.
 */
public final class FolderWatch implements AutoCloseable {

    /** How many directories are watched, unless told otherwise. */
    public static final int MOST_DIRECTORIES = 50_000;

    /** Longer than an editor needs from one step of saving to the next. */
    private static final long QUIET_NANOS = Duration.ofMillis(20).toNanos();

    /** What is written all the time is told of so often. */
    private static final long LONGEST_UNTOLD_NANOS = Duration.ofMillis(200).toNanos();

    /** Many programs save by deleting and making anew; what stays away so long is gone. */
    private static final long GONE_NANOS = Duration.ofMillis(300).toNanos();

    private static final long LOOK_EACH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LOOK_OFTEN_NANOS = Duration.ofMillis(100).toNanos();

    private static final boolean TELLS_PROMPTLY = !System.getProperty("os.name").startsWith("Mac");

    /** Why the system tells less than everything. */
    public enum Limit {
        /** It tells everything. */
        NONE,
        /**
         * It watches no more directories or files (ENOSPC: fs.inotify.max_user_watches), or there are more than are
         * wanted.
         */
        DIRECTORIES,
        /** It gives no further watch (EMFILE: fs.inotify.max_user_instances), or has none that is prompt. */
        NO_WATCH
    }

    /** Is told of changes, on the thread of the watch. */
    public interface Listener {

        /**
         * These files have changed, and are at rest.
         *
         * @param files their real paths; never empty
         */
        void changed(Set<Path> files);

        /** There were more changes than the system could tell. */
        void lost();
    }

    private final Path root;
    private final boolean hiddenIgnored;
    private final int mostDirectories;
    private final Listener listener;
    private final AskedFiles asked = new AskedFiles();
    private final Map<Path, WatchKey> keys = new HashMap<>();
    /** What has changed and not been told yet, with the time at which that was seen first. */
    private final Map<Path, Long> pending = new LinkedHashMap<>();
    /** Files are stamped with the last tick of a clock, which is a little before the time they are written. */
    private final Instant begun = Instant.now().minus(FileFacts.TICK);
    private final Thread thread;
    private volatile Limit limit = Limit.NONE;
    private volatile @Nullable WatchService service;
    private volatile boolean closed;
    private long lastEventNanos;
    private long nextLookNanos;

    /**
     * Begins to watch.
     *
     * @param root the folder, real; everything below it is watched
     * @param hiddenIgnored whether nothing is told of names that begin with a dot, as of those that nobody serves
     * @param mostDirectories how many directories are watched at most
     * @param listener told on the thread of the watch
     */
    public FolderWatch(Path root, boolean hiddenIgnored, int mostDirectories, Listener listener) {
        this.root = root;
        this.hiddenIgnored = hiddenIgnored;
        this.mostDirectories = mostDirectories;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("porthole-changes").start(this::work);
    }

    /** {@return why not everything is told by the system, if so; the rest is looked at} */
    public Limit limit() {
        return limit;
    }

    /**
     * Has a file looked at from now on, which was sent as it was opened.
     *
     * @param file still open; nothing but its path and its state are kept
     */
    public void sent(ServedFile file) {
        asked.sent(file.path(), file.facts());
    }

    /**
     * Has a place looked at where nothing was found.
     *
     * @param place where a file may appear
     */
    public void missed(Path place) {
        asked.missed(place);
    }

    /**
     * Has a directory looked at; to be called before it is read.
     *
     * @param directory its real place
     */
    public void listed(Path directory) {
        asked.listed(directory);
    }

    private void work() {
        try {
            begin();
            while (!closed) {
                step();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // Closed.
            return;
        }
    }

    private void begin() throws InterruptedException {
        nextLookNanos = System.nanoTime();
        if (!TELLS_PROMPTLY) {
            limit = Limit.NO_WATCH;
            return;
        }
        try {
            WatchService opened = root.getFileSystem().newWatchService();
            service = opened;
            if (closed) {
                opened.close();
                return;
            }
        } catch (IOException e) {
            limit = Limit.NO_WATCH;
            return;
        }
        watchTree(root, begun);
    }

    private void step() throws InterruptedException {
        long now = System.nanoTime();
        long wait = Math.max(0, Math.min(nextLookNanos - now, pending.isEmpty() ? Long.MAX_VALUE : QUIET_NANOS / 2));
        WatchKey key = await(wait);
        while (key != null) {
            take(key);
            key = await(0);
        }
        now = System.nanoTime();
        if (now - nextLookNanos >= 0) {
            look(now);
        }
        if (!pending.isEmpty()) {
            tell(System.nanoTime());
        }
    }

    private @Nullable WatchKey await(long nanos) throws InterruptedException {
        WatchService watching = service;
        if (watching != null) {
            return watching.poll(nanos, TimeUnit.NANOSECONDS);
        }
        TimeUnit.NANOSECONDS.sleep(nanos);
        return null;
    }

    private void take(WatchKey key) {
        Path directory = (Path) key.watchable();
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind().equals(StandardWatchEventKinds.OVERFLOW)) {
                pending.clear();
                listener.lost();
            } else if (event.context() instanceof Path name) {
                noticed(directory.resolve(name), event.kind());
            }
        }
        if (!key.reset()) {
            keys.remove(directory);
        }
    }

    private void noticed(Path place, WatchEvent.Kind<?> kind) {
        if (isIgnored(place)) {
            return;
        }
        if (kind.equals(StandardWatchEventKinds.ENTRY_DELETE)) {
            forget(place);
        }
        boolean directory = Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
        if (directory && kind.equals(StandardWatchEventKinds.ENTRY_MODIFY)) {
            return;
        }
        add(place);
        if (directory) {
            watchTree(place, Instant.MIN);
        }
    }

    private void add(Path place) {
        lastEventNanos = System.nanoTime();
        pending.putIfAbsent(place, lastEventNanos);
    }

    /** A directory that was moved away would go on telling of itself under its old name. */
    private void forget(Path place) {
        if (keys.containsKey(place)) {
            keys.entrySet().removeIf(each -> {
                boolean inside = each.getKey().startsWith(place);
                if (inside) {
                    each.getValue().cancel();
                }
                return inside;
            });
        }
    }

    private boolean isIgnored(Path place) {
        Path name = place.getFileName();
        return name == null
                || IgnoredNames.contains(name)
                || hiddenIgnored && DocumentRoot.isHidden(name.toString()) && !isWellKnown(place);
    }

    private boolean isWellKnown(Path place) {
        return place.equals(root.resolve(DocumentRoot.WELL_KNOWN));
    }

    /** Watches a directory and all in it, and tells of files there that have changed since. */
    private void watchTree(Path top, Instant since) {
        try {
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    if (!directory.equals(root) && isIgnored(directory)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    if (closed) {
                        return FileVisitResult.TERMINATE;
                    }
                    return watch(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!isIgnored(file) && attributes.lastModifiedTime().toInstant().isAfter(since)) {
                        add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // The folder itself cannot be read: it is tried again at the next look.
            return;
        }
    }

    /** Watches one directory; false when no more can be watched. */
    private boolean watch(Path directory) {
        WatchService watching = service;
        if (watching == null || keys.containsKey(directory)) {
            return watching != null;
        }
        if (keys.size() >= mostDirectories) {
            limit = Limit.DIRECTORIES;
            return false;
        }
        try {
            WatchKey key = register(directory, watching);
            if (!key.watchable().equals(directory)) {
                // Moved here; the system knows it under its old name still.
                keys.remove((Path) key.watchable());
                key.cancel();
                key = register(directory, watching);
            }
            keys.put(directory, key);
            return true;
        } catch (FileSystemException e) {
            // Gone again, or not ours to read.
            return true;
        } catch (IOException e) {
            limit = Limit.DIRECTORIES;
            return false;
        }
    }

    private static WatchKey register(Path directory, WatchService watching) throws IOException {
        return directory.register(
                watching,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
    }

    private void look(long now) {
        nextLookNanos = now + (limit == Limit.NONE ? LOOK_EACH_NANOS : LOOK_OFTEN_NANOS);
        asked.changed().forEach(this::add);
        if (service != null && !keys.containsKey(root)) {
            // The folder was removed, and may have been made anew.
            watchTree(root, Instant.MIN);
        }
    }

    private void tell(long now) {
        boolean quiet = now - lastEventNanos >= QUIET_NANOS;
        Set<Path> rested = new HashSet<>();
        pending.entrySet().removeIf(each -> {
            long age = now - each.getValue();
            boolean there = Files.exists(each.getKey(), LinkOption.NOFOLLOW_LINKS);
            boolean told = there ? quiet || age >= LONGEST_UNTOLD_NANOS : age >= GONE_NANOS;
            if (told) {
                rested.add(each.getKey());
            }
            return told;
        });
        if (!rested.isEmpty()) {
            for (Path place : rested) {
                asked.told(place);
                Path parent = place.getParent();
                if (parent != null) {
                    asked.told(parent);
                }
            }
            listener.changed(rested);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        WatchService watching = service;
        if (watching != null) {
            try {
                watching.close();
            } catch (IOException e) {
                // Nothing can be lost by it.
                return;
            }
        }
    }
}
