package dev.porthole.server.http;

import dev.porthole.server.files.ChangeWatch;
import dev.porthole.server.files.DocumentRoot;
import dev.porthole.server.files.DocumentRoot.Found;
import dev.porthole.server.files.DocumentRoot.FoundDirectory;
import dev.porthole.server.files.DocumentRoot.FoundFile;
import dev.porthole.server.files.FolderWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Small files that have been asked for, kept in memory for as long as they are known not to have changed. A
 * change that was complete before a request was sent is always seen: the system is asked for changes before
 * anything is recalled. Whatever it cannot report (a network disk, a change through a memory mapping) is seen
 * within a second, because each file that is asked for is looked at that often, while requests go on being
 * answered. For any thread.
 */
final class FileMemory implements AutoCloseable {

    private static final long LONGEST_UNSEEN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_FILES = 8192;

    private final DocumentRoot root;
    private final String everyAnswer;
    private final int loops;
    private final long mostBytes;
    private final Semaphore descriptors;
    private final Executor fileThreads;
    /** What is the same for everybody. */
    private final Map<LineKey, HotFile> files = new ConcurrentHashMap<>();
    /** What depends on who asks, for each wish; there are a few dozen wishes at most. */
    private final Map<AcceptEncoding, Map<LineKey, HotFile>> negotiated = new ConcurrentHashMap<>();
    private final boolean negotiating;
    private final OpenFiles openFiles;
    private final ReadFiles readFiles;
    private volatile @Nullable Watching watching;
    private volatile boolean refused;
    private long bytes;

    /**
     * A watch, and the generation at which each place was last put under it: after a change the same path may
     * be another file, which has to be watched anew.
     */
    private record Watching(ChangeWatch watch, Map<Path, Long> watchedAt) {

        long generation() {
            watch.poll();
            return watch.generation();
        }

        boolean watch(Path place, boolean directory, long generation) {
            Long at = watchedAt.get(place);
            if (at != null && at == generation) {
                return true;
            }
            if (watchedAt.size() >= MOST_FILES || !watch.watch(place, directory)) {
                return false;
            }
            watchedAt.put(place, generation);
            return true;
        }
    }

    /**
     * Nothing yet.
     *
     * @param loops how many event loops there are
     * @param mostBytes how much memory may be used outside the heap; 0 for none at all
     * @param mostDescriptors how many descriptors may be used for files in the system's memory
     * @param negotiating whether what is sent for a request line may depend on who asks
     * @param everyAnswer the lines that stand in the head of every answer besides its own
     */
    FileMemory(
            DocumentRoot root,
            int loops,
            long mostBytes,
            int mostDescriptors,
            boolean negotiating,
            String everyAnswer,
            Executor fileThreads) {
        this.negotiating = negotiating;
        this.everyAnswer = everyAnswer;
        this.root = root;
        this.loops = loops;
        this.mostBytes = mostBytes;
        this.descriptors = new Semaphore(mostDescriptors);
        this.fileThreads = fileThreads;
        this.openFiles = new OpenFiles(fileThreads, LONGEST_UNSEEN_NANOS);
        this.readFiles = new ReadFiles(fileThreads, LONGEST_UNSEEN_NANOS);
        // Without memory there is nothing to watch, and without a watch nothing is ever remembered.
        this.watching = mostBytes > 0 ? begin() : null;
    }

    private @Nullable Watching begin() {
        Optional<ChangeWatch> opened = ChangeWatch.open();
        refused = opened.isEmpty() && ChangeWatch.isOffered();
        return opened.map(watch -> new Watching(watch, new ConcurrentHashMap<>())).orElse(null);
    }

    /** Why not everything that could be remembered is, because the system watches no more; for any thread. */
    FolderWatch.Limit limit() {
        Watching current = watching;
        if (current != null) {
            return current.watch().limit();
        }
        return refused ? FolderWatch.Limit.NO_WATCH : FolderWatch.Limit.NONE;
    }

    /** What a path led to, and the state of the watch before it was looked up. */
    record Sighting(Found found, long generation) {}

    /** Looks a path up, watched from before the look where that is possible. */
    Sighting find(List<String> names) throws IOException {
        Watching current = watching;
        long generation = current == null ? 0 : current.generation();
        Found found = root.find(names);
        if (current == null
                || !(found instanceof FoundFile file)
                || !file.direct()) {
            return new Sighting(found, 0);
        }
        Long watchedAt = current.watchedAt().get(file.file().path());
        if (watchedAt != null && watchedAt == generation) {
            return new Sighting(found, generation);
        }
        if (!watch(current, file, generation)) {
            return new Sighting(found, 0);
        }
        // What was found before the watch began may have changed before it, so look again.
        Path place = file.file().path();
        file.file().close();
        Found again = root.find(names);
        boolean same = again instanceof FoundFile second
                && second.direct()
                && second.file().path().equals(place);
        return new Sighting(again, same ? generation : 0);
    }

    /**
     * Has the root's names watched, so that a file that comes into being there is noticed.
     *
     * @return the state of the watch before that; 0 when nothing can vouch for anything
     */
    long watchRoot() throws IOException {
        Watching current = watching;
        long generation = current == null ? 0 : current.generation();
        return current != null && root.find(List.of()) instanceof FoundDirectory top
                && current.watch(top.directory(), true, generation) ? generation : 0;
    }

    /**
     * Every directory between the root and the file, for each can be renamed or replaced, and then the file,
     * whose own mark says that the whole chain is watched.
     */
    private static boolean watch(Watching current, FoundFile file, long generation) {
        Path place = file.file().path();
        for (Path at = place.getParent(); at != null && at.startsWith(file.realRoot()); at = at.getParent()) {
            if (!current.watch(at, true, generation)) {
                return false;
            }
        }
        return current.watch(place, false, generation);
    }

    /** Keeps what a request line led to. */
    synchronized void keep(String requestLine, StoredFile stored) {
        Watching current = watching;
        if (current == null) {
            return;
        }
        if (current.watchedAt().size() >= MOST_FILES) {
            forgetAll();
            watching = begin();
            return;
        }
        if (!stored.canBeKept()) {
            return;
        }
        HotFile kept = new HotFile(requestLine, stored, everyAnswer, loops, descriptors);
        bytes += kept.size();
        HotFile before = filesFor(stored.representation().accepted()).put(LineKey.of(requestLine), kept);
        if (before != null) {
            bytes -= before.size();
            before.release();
        }
        if (bytes > mostBytes || size() > MOST_FILES) {
            forgetAll();
            watching = begin();
        }
    }

    private Map<LineKey, HotFile> filesFor(@Nullable AcceptEncoding accepted) {
        return accepted == null ? files : negotiated.computeIfAbsent(accepted, wish -> new ConcurrentHashMap<>());
    }

    private int size() {
        return files.size() + negotiated.values().stream().mapToInt(Map::size).sum();
    }

    /** Whether what is sent for a request line may depend on who asks. */
    boolean isNegotiating() {
        return negotiating;
    }

    /** Keeps a large file open. */
    void keepOpen(String target, OpenFiles.OpenFile open) {
        openFiles.keep(target, open);
    }

    /** The large file that a request target leads to, if it is open and known to be unchanged at this moment. */
    Optional<OpenFiles.OpenFile> recallOpen(String target) {
        Watching current = watching;
        return current == null ? Optional.empty() : openFiles.recall(target, current.generation());
    }

    /** Keeps a small file with its content. */
    void keepRead(String target, ReadFiles.ReadFile read) {
        readFiles.keep(target, read);
    }

    /** The small file that a request target leads to, for a client with this wish, if it is known to be unchanged. */
    Optional<ReadFiles.ReadFile> recallRead(String target, AcceptEncoding accepted) {
        Watching current = watching;
        if (current == null) {
            return Optional.empty();
        }
        long generation = current.generation();
        Optional<ReadFiles.ReadFile> same = readFiles.recall(target, null, generation);
        return same.isPresent() || !negotiating ? same : readFiles.recall(target, accepted, generation);
    }

    /** Whether nothing has changed since the watch was at a generation. */
    boolean isUnchangedSince(long generation) {
        Watching current = watching;
        return current != null && current.generation() == generation;
    }

    /** Makes itself aware of every change so far. */
    void poll() {
        Watching current = watching;
        if (current != null) {
            current.watch().poll();
        }
    }

    /** The file that this request line leads to, if it is known to be unchanged since the last poll. */
    @Nullable HotFile recall(LineKey requestLine, long nowNanos) {
        return current(files.get(requestLine), nowNanos);
    }

    /** The same, in the form for clients with this wish. */
    @Nullable HotFile recall(LineKey requestLine, AcceptEncoding accepted, long nowNanos) {
        Map<LineKey, HotFile> forms = negotiated.get(accepted);
        return forms == null ? null : current(forms.get(requestLine), nowNanos);
    }

    private @Nullable HotFile current(@Nullable HotFile file, long nowNanos) {
        Watching current = watching;
        if (file == null || current == null || file.generation() != current.watch().generation()) {
            return null;
        }
        return file.look().isWithin(LONGEST_UNSEEN_NANOS, nowNanos, fileThreads) ? file : null;
    }

    /** Begins again with nothing: simpler than choosing what to drop, and as rare as folders so large. */
    private void forgetAll() {
        Watching old = watching;
        watching = null;
        files.values().forEach(HotFile::release);
        files.clear();
        negotiated.values().forEach(forms -> forms.values().forEach(HotFile::release));
        negotiated.clear();
        readFiles.clear();
        bytes = 0;
        if (old != null) {
            old.watch().close();
        }
    }

    @Override
    public synchronized void close() {
        openFiles.close();
        forgetAll();
    }
}
