package dev.porthole.server.transport;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many files and sockets the system lets this program have open, RLIMIT_NOFILE of getrlimit(2), and how
 * they are shared out.
 */
public final class OpenFileLimit {

    /** Descriptors kept for files, libraries and the program itself. */
    private static final int RESERVED = 128;

    private static final int MOST_MEMORY_FILES = 1024;

    /** One in so many may be for a file in memory. */
    private static final int MEMORY_SHARE = 8;

    private OpenFileLimit() {}

    /**
     * How many connections can be open at once without using the descriptors that files need.
     *
     * @param wanted what the settings ask for
     * @return at least 1, at most what was wanted
     */
    public static int connections(int wanted) {
        return Math.clamp(limit() - RESERVED - memoryFiles(), 1, wanted);
    }

    /** {@return how many files may be kept in the system's memory, each of which takes a descriptor} */
    public static int memoryFiles() {
        return (int) Math.min(MOST_MEMORY_FILES, limit() / MEMORY_SHARE);
    }

    private static long limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
    }
}
