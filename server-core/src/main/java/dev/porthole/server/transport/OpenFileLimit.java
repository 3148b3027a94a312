package dev.porthole.server.transport;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and sockets the system lets this program have open, RLIMIT_NOFILE of getrlimit(2). */
public final class OpenFileLimit {

    /** Descriptors kept for files, libraries and the program itself. */
    private static final int RESERVED = 128;

    private OpenFileLimit() {}

    /** How many connections can be open at once without using the descriptors that files need. */
    public static int connections(int wanted) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long limit = unix.getMaxFileDescriptorCount() - RESERVED;
            return Math.clamp(limit, 1, wanted);
        }
        return wanted;
    }
}
