package dev.porthole.server.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A regular file, open for reading, with the size and validators of exactly the content that is open. Closing
 * it more than once does no harm. Several users may share what is open; the last of them really closes it.
 */
public final class ServedFile implements Closeable {

    /** A file that changes again and again while it is being opened is taken as it comes after so many tries. */
    private static final int TRIES = 4;

    /** Of larger files it is asked which parts the system has in memory; smaller ones are read in one go. */
    public static final int LARGE = 128 << 10;

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final Path path;
    private final OpenedFile file;
    private final FileFacts facts;
    private final Instant opened;
    private final AtomicInteger users;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What may have happened to a file since it was opened. */
    public enum Change {
        /** Nothing, or only its name is gone or has become another file's. */
        NONE,
        /** It has become longer; whether its old part has changed too, nobody can tell. */
        GROWN,
        /** Anything else. */
        OTHER
    }

    private ServedFile(
            Path path, OpenedFile file, FileFacts facts, Instant opened, AtomicInteger users) {
        this.path = path;
        this.file = file;
        this.facts = facts;
        this.opened = opened;
        this.users = users;
    }

    /**
     * Opens a file that was seen to be a regular one. Its facts are read before and after, and must agree, so
     * that the validators never describe one content and the bytes another.
     */
    static ServedFile open(Path real) throws IOException {
        for (int i = 1; i <= TRIES; i++) {
            // Before the facts and before the content: only what was at rest by then stays as it is read.
            Instant opened = Instant.now();
            FileFacts before = FileFacts.read(real);
            if (!before.isRegularFile()) {
                break;
            }
            OpenedFile file = PathDescriptor.openRegular(real, before.size() > LARGE);
            try {
                // The same facts at the same real place, or somebody moved a directory or a link meanwhile.
                FileFacts after = FileFacts.read(real);
                boolean here = after.isRegularFile() && real.toRealPath().equals(real);
                if (here && after.equals(before)) {
                    return new ServedFile(real, file, after, opened, new AtomicInteger(1));
                }
                if (here && i == TRIES) {
                    FileFacts current = after.withSize(file.channel().size());
                    return new ServedFile(real, file, current, Instant.MIN, new AtomicInteger(1));
                }
            } catch (IOException e) {
                file.close();
                throw e;
            }
            file.close();
        }
        // Whatever is moved about so quickly, nothing that could be served is at this place for now.
        throw new NoSuchFileException(real.toString(), null, "it is being moved again and again");
    }

    /** {@return the same open file for one more user, who closes it too; empty when it has been closed already} */
    public Optional<ServedFile> share() {
        int before = users.getAndUpdate(count -> count == 0 ? 0 : count + 1);
        return before == 0 ? Optional.empty() : Optional.of(new ServedFile(path, file, facts, opened, users));
    }

    /** {@return where it is} */
    public Path path() {
        return path;
    }

    /** {@return its content} */
    public FileChannel channel() {
        return file.channel();
    }

    /** What the system said of it when it was opened. */
    FileFacts facts() {
        return facts;
    }

    /** {@return its length in bytes when it was opened} */
    public long size() {
        return facts.size();
    }

    /**
     * {@return a strong entity tag, made of everything by which the system tells one content from another} Empty for a
     * moment after each change: within one tick of the file system's clock two contents look alike, and a validator
     * that may lie is worse than none.
     */
    public Optional<String> entityTag() {
        return facts.isSettled(opened) ? Optional.of(facts.entityTag()) : Optional.empty();
    }

    /**
     * {@return the time of the last change in whole seconds; empty within a second of it (a second change in the same
     * second would go unnoticed) and for a time in the future}
     */
    public Optional<Instant> lastModified() {
        Instant modified = facts.modified();
        return facts.isSettled(opened) && modified.plus(ONE_SECOND).isBefore(opened)
                ? Optional.of(Instant.ofEpochSecond(modified.getEpochSecond()))
                : Optional.empty();
    }

    /**
     * {@return whether its content was last changed before that of another file}
     *
     * @param other the file that may have been made of this one
     */
    public boolean isOlderThan(ServedFile other) {
        return facts.modified().isBefore(other.facts.modified());
    }

    /** {@return whether nothing has been done to the file since it was opened} */
    public boolean isUnchanged() {
        try {
            return FileFacts.read(path).equals(facts);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * {@return what has happened to the open file} One that was deleted, moved or replaced under its name stays what
     * it was for whoever has it open; the inode tells, which no other file can get as long as this one is open.
     */
    public Change change() {
        try {
            FileFacts now = FileFacts.read(path);
            if (now.equals(facts)) {
                return Change.NONE;
            }
            if (now.isRegularFile() && now.inode() == facts.inode()) {
                return now.size() > facts.size() ? Change.GROWN : Change.OTHER;
            }
        } catch (IOException e) {
            // The name leads nowhere any more.
            return isTruncated() ? Change.OTHER : Change.NONE;
        }
        return isTruncated() ? Change.OTHER : Change.NONE;
    }

    /** {@return whether the file on which it is open has become shorter than it was} */
    public boolean isTruncated() {
        try {
            return file.channel().size() < facts.size();
        } catch (IOException e) {
            return true;
        }
    }

    /** The descriptor by which the system can be asked about the file, or {@link OpenedFile#NO_DESCRIPTOR}. */
    int descriptor() {
        return file.descriptor();
    }

    /**
     * Closes it like {@link #close}, for threads that must not wait: the last one who closes a file that was
     * deleted meanwhile waits until all its blocks are given back, which for a huge one takes long.
     *
     * @param threads where that is done; here only when they refuse
     */
    public void closeOn(Executor threads) {
        if (isLastToClose()) {
            try {
                threads.execute(this::closeFile);
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                // Too much is waiting already, and a descriptor is wanted back before any other.
                closeFile();
            }
        }
    }

    @Override
    public void close() {
        if (isLastToClose()) {
            closeFile();
        }
    }

    private boolean isLastToClose() {
        return closed.compareAndSet(false, true) && users.decrementAndGet() == 0;
    }

    private void closeFile() {
        try {
            file.close();
        } catch (IOException e) {
            // Nothing was written, so nothing can be lost; and nobody could do anything about it.
            return;
        }
    }
}
