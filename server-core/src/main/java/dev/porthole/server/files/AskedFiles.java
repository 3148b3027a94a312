package dev.porthole.server.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What pages have asked for, so that it can be looked at where the system does not tell of changes: those last asked
 * for, so many at most. For any thread.
 */
final class AskedFiles {

    private static final int MOST = 1024;

    private static final FileFacts ABSENT = new FileFacts(FileFacts.Kind.OTHER, 0, -1, Instant.EPOCH, Instant.EPOCH);

    private final Map<Path, FileFacts> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, FileFacts> eldest) {
            return size() > MOST;
        }
    };

    /** A file as it was sent; what was known of it before is kept, because others have not been told of that yet. */
    synchronized void sent(Path real, FileFacts facts) {
        known.putIfAbsent(real, facts);
    }

    /** A place where nothing was found. */
    void missed(Path place) {
        sent(place, ABSENT);
    }

    /** A directory that is about to be listed. */
    void listed(Path directory) {
        sent(directory, facts(directory));
    }

    /** What has changed since this was last asked. Reads the disk. */
    List<Path> changed() {
        List<Path> changed = new ArrayList<>();
        for (Map.Entry<Path, FileFacts> each : snapshot().entrySet()) {
            if (renew(each.getKey(), each.getValue())) {
                changed.add(each.getKey());
            }
        }
        return changed;
    }

    /** Takes note of a change that was told by others. Reads the disk. */
    void told(Path place) {
        FileFacts before;
        synchronized (this) {
            before = known.get(place);
        }
        if (before != null) {
            renew(place, before);
        }
    }

    private synchronized Map<Path, FileFacts> snapshot() {
        return Map.copyOf(known);
    }

    private boolean renew(Path place, FileFacts before) {
        FileFacts now = facts(place);
        if (now.equals(before)) {
            return false;
        }
        synchronized (this) {
            known.replace(place, now);
        }
        return true;
    }

    private static FileFacts facts(Path place) {
        try {
            return FileFacts.read(place);
        } catch (IOException e) {
            return ABSENT;
        }
    }
}
