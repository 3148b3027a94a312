package dev.porthole.server.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A regular file as it was opened: the channel, and where it was asked for a descriptor of our own, because Java
 * does not tell the number of the channel's.
 *
 * @param channel to read it
 * @param descriptor to ask the system about it, or {@value #NO_DESCRIPTOR}
 */
record OpenedFile(FileChannel channel, int descriptor) implements Closeable {

    static final int NO_DESCRIPTOR = -1;

    /** Closes both. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (descriptor != NO_DESCRIPTOR) {
                PathDescriptor.close(descriptor);
            }
        }
    }
}
