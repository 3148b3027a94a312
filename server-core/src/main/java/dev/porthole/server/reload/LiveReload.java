package dev.porthole.server.reload;

import dev.porthole.server.files.FolderWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the changes in a folder and tells the open pages of each. A page that comes late, or comes back, is told what
 * it has missed. For any thread.
 */
public final class LiveReload implements AutoCloseable {

    /** So many changes are remembered for pages that come back. */
    private static final int MOST_REMEMBERED = 256;

    /** More files at once are not told one by one. */
    private static final int MOST_PATHS = 64;

    /** What a page's account of its age may be wrong by, because of the way to here. */
    private static final long MARGIN_NANOS = Duration.ofMillis(200).toNanos();

    /** Paths in a message that stand for every file there is. */
    private static final String EVERYTHING = "null";

    /** An open page. */
    public interface Page {

        /**
         * Sends it a message; from any thread, and returns at once.
         *
         * @param message JSON, which the script in the page understands
         */
        void tell(String message);
    }

    /**
     * What a page knows, by which it is found out what it has missed.
     *
     * @param run of the server that it was told of, if any
     * @param number of the last change it was told of
     * @param age how long ago it began to load, for a page that was told nothing yet
     * @param frame whether it is part of another page
     */
    public record Knowledge(@Nullable String run, long number, Duration age, boolean frame) {}

    private record Change(long number, long nanos, String paths) {}

    private final String run = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final Path root;
    private final FolderWatch watch;
    private final Map<Page, Boolean> pages = new ConcurrentHashMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private long number;

    /**
     * Begins to watch a folder; names that begin with a dot may be left out.
     *
     * @param folder what is served
     * @param hiddenIgnored whether names that begin with a dot are left out, as nobody serves them
     */
    public LiveReload(Path folder, boolean hiddenIgnored) {
        this(folder, hiddenIgnored, FolderWatch.MOST_DIRECTORIES);
    }

    LiveReload(Path folder, boolean hiddenIgnored, int mostDirectories) {
        root = real(folder);
        watch = new FolderWatch(root, hiddenIgnored, mostDirectories, new FolderWatch.Listener() {
            @Override
            public void changed(Set<Path> files) {
                LiveReload.this.changed(paths(files));
            }

            @Override
            public void lost() {
                LiveReload.this.changed(EVERYTHING);
            }
        });
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }

    /** {@return where it is noted what pages have asked for} */
    public FolderWatch watch() {
        return watch;
    }

    /** {@return what it is doing now} */
    public ReloadStatus status() {
        int listening = (int) pages.values().stream().filter(frame -> !frame).count();
        return new ReloadStatus(listening, watch.limit());
    }

    /**
     * {@return the path by which pages know a file: from the root on, percent-encoded}
     *
     * @param file below the folder
     */
    public String path(Path file) {
        String whole = file.toUri().getRawPath();
        String top = root.toUri().getRawPath();
        String below = top.endsWith("/") ? top.substring(0, top.length() - 1) : top;
        return whole.startsWith(below) ? whole.substring(below.length()) : whole;
    }

    /**
     * Goes on telling a page of changes, from those on that it does not know yet.
     *
     * @param page who is told; until {@link #leave}
     * @param known what the page has seen already
     */
    public synchronized void join(Page page, Knowledge known) {
        pages.put(page, known.frame());
        long since = known.run() == null ? numberAt(System.nanoTime() - known.age().toNanos() - MARGIN_NANOS)
                : known.number();
        boolean other = known.run() != null && !known.run().equals(run);
        boolean forgotten = since < number - changes.size();
        page.tell(message("[]"));
        if (other || forgotten) {
            page.tell(message(EVERYTHING));
            return;
        }
        changes.stream().filter(change -> change.number > since).forEach(change -> page.tell(message(change.paths)));
    }

    /**
     * Tells a page nothing any more.
     *
     * @param page the same object that joined
     */
    public void leave(Page page) {
        pages.remove(page);
    }

    private long numberAt(long nanos) {
        // Whoever is older than what is remembered may have missed anything.
        long before = number == changes.size() ? 0 : -1;
        for (Change change : changes) {
            if (change.nanos - nanos < 0) {
                before = change.number;
            }
        }
        return before;
    }

    private synchronized void changed(String paths) {
        number++;
        changes.addLast(new Change(number, System.nanoTime(), paths));
        if (changes.size() > MOST_REMEMBERED) {
            changes.removeFirst();
        }
        String message = message(paths);
        pages.keySet().forEach(page -> page.tell(message));
    }

    private String paths(Set<Path> files) {
        // Percent-encoded, so that nothing in a name can end the text.
        return files.size() > MOST_PATHS ? EVERYTHING : files.stream()
                .map(file -> '"' + path(file) + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String message(String paths) {
        return "{\"run\":\"" + run + "\",\"number\":" + number + ",\"paths\":" + paths + "}";
    }

    @Override
    public void close() {
        watch.close();
    }
}
