package dev.porthole.server.transport;

import io.netty.channel.DefaultFileRegion;
import java.nio.channels.FileChannel;

/**
 * A part of a file to be written to a channel, by sendfile(2) where the transport has it. It leaves the file
 * open, because several parts share it. For the channel's event loop only.
 */
public class FilePart extends DefaultFileRegion {

    private final FileChannel file;
    private long copied;

    /**
     * A part that has not been sent.
     *
     * @param file stays open until the part has been written, or will never be
     * @param first the position of its first byte
     * @param length how many bytes, at least one
     */
    public FilePart(FileChannel file, long first, long length) {
        super(file, first, length);
        this.file = file;
    }

    FileChannel file() {
        return file;
    }

    /** How much has been sent by somebody who copies it. */
    long copied() {
        return copied;
    }

    /**
     * {@return a part of this part, to be sent by itself}
     *
     * @param first where it begins, from the beginning of this part
     * @param length in bytes; not beyond the end of this part
     */
    public FilePart part(long first, long length) {
        return new FilePart(file, position() + first, length);
    }

    /**
     * To be told how much has been sent by somebody who copies it, or sends parts of it.
     *
     * @param bytes how many more than before
     */
    public void copied(long bytes) {
        copied = bytes;
    }

    /** How many bytes the system has taken. */
    @Override
    public long transferred() {
        return Math.max(copied, super.transferred());
    }

    @Override
    protected void deallocate() {
        // Whoever opened the file closes it, once.
    }
}
