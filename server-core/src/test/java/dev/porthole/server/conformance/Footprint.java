package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * What this process holds of the things that a server could leak: descriptors, the server's threads, memory
 * outside of the heap.
 *
 * @param descriptors open files and sockets, 0 where the system does not tell
 * @param threads of servers
 * @param directBytes of buffers
 */
record Footprint(long descriptors, long threads, long directBytes) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static Footprint now() throws IOException {
        return new Footprint(descriptorsOf(DESCRIPTORS), serverThreads(), bytesOfBuffers());
    }

    /** How many descriptors are listed in a directory such as /proc/self/fd. */
    static long descriptorsOf(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.count();
        }
    }

    private static long serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("porthole-"))
                .count();
    }

    private static long bytesOfBuffers() {
        long known = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return known + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    /** Fails when after a while more descriptors are open than now. */
    void awaitDescriptorsBack() throws IOException {
        Instant deadline = Instant.now().plusSeconds(10);
        while (descriptorsOf(DESCRIPTORS) > descriptors && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(descriptorsOf(DESCRIPTORS)).as("descriptors open").isLessThanOrEqualTo(descriptors);
    }
}
