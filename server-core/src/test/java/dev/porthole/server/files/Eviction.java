package dev.porthole.server.files;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Makes the system forget what it has in memory of a file, so that it has to be read from the disk again. */
public final class Eviction {

    private static final int POSIX_FADV_DONTNEED = 4;

    /** Those that can forget; what is in a memory file system has nowhere else to be. */
    private static final Set<String> DISKS = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs");

    private Eviction() {}

    /** Has all of a file forgotten; skips the test where that cannot be done. */
    public static void evict(Path file) throws Throwable {
        evict(file, 0, 0);
    }

    /** The same for a part of a file; a length of 0 means to its end. */
    public static void evict(Path file, long first, long length) throws Throwable {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "only Linux tells what is in memory");
        assumeTrue(DISKS.contains(Files.getFileStore(file).type()), "not on a disk");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // What has not been written yet cannot be forgotten.
            channel.force(true);
        }
        try (OpenedFile opened = PathDescriptor.openRegular(file, true)) {
            Linker linker = Linker.nativeLinker();
            MethodHandle advise = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("posix_fadvise"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
            int error = (int) advise.invokeExact(opened.descriptor(), first, length, POSIX_FADV_DONTNEED);
            assertThat(error).as("posix_fadvise").isZero();
        }
    }

    /** Reads a whole file, by which it gets into memory. */
    static void read(Path file) throws IOException {
        assertThat(Files.readAllBytes(file)).hasSize((int) Files.size(file));
    }
}
