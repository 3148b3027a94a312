package dev.porthole.server.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What the system says of a file, stat(2).
 *
 * @param kind regular, directory, or anything else
 * @param inode the number that tells one file from another on a volume; 0 where there is none
 * @param size in bytes
 * @param modified when its content last changed, or was said to have
 * @param changed when anything about it last changed; no program can set it. Equals {@code modified} where
 *     the system keeps no such time
 */
record FileFacts(Kind kind, long inode, long size, Instant modified, Instant changed) {

    enum Kind { REGULAR, DIRECTORY, OTHER }

    private static final boolean HAS_UNIX_VIEW =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    /** Longer than one tick of any clock that stamps files with fractions of a second. */
    static final Duration TICK = Duration.ofMillis(50);

    /** Longer than one tick of a file system that stamps files with whole (even) seconds. */
    private static final Duration COARSE_TICK = Duration.ofMillis(2_100);

    static FileFacts read(Path real) throws IOException {
        BasicFileAttributes basic =
                Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Kind kind = basic.isRegularFile() ? Kind.REGULAR : basic.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
        if (kind != Kind.REGULAR || !HAS_UNIX_VIEW) {
            Instant modified = basic.lastModifiedTime().toInstant();
            return new FileFacts(kind, 0, basic.size(), modified, modified);
        }
        Map<String, Object> unix =
                Files.readAttributes(real, "unix:ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
        return new FileFacts(
                kind,
                (Long) unix.get("ino"),
                (Long) unix.get("size"),
                ((FileTime) unix.get("lastModifiedTime")).toInstant(),
                ((FileTime) unix.get("ctime")).toInstant());
    }

    boolean isRegularFile() {
        return kind == Kind.REGULAR;
    }

    FileFacts withSize(long newSize) {
        return new FileFacts(kind, inode, newSize, modified, changed);
    }

    /** Whether the last change is so long ago that another one would be seen as another. */
    boolean isSettled(Instant now) {
        boolean coarse = changed.equals(changed.truncatedTo(ChronoUnit.SECONDS));
        return changed.plus(coarse ? COARSE_TICK : TICK).isBefore(now);
    }

    String entityTag() {
        StringBuilder tag = new StringBuilder("\"")
                .append(Long.toHexString(inode))
                .append('-')
                .append(Long.toHexString(size))
                .append('-')
                .append(hexNanos(modified));
        if (!changed.equals(modified)) {
            tag.append('-').append(hexNanos(changed));
        }
        return tag.append('"').toString();
    }

    private static String hexNanos(Instant time) {
        return Long.toHexString(ChronoUnit.NANOS.between(Instant.EPOCH, time));
    }
}
