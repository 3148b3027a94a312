package dev.porthole.server.http;

import dev.porthole.server.files.ServedFile;
import dev.porthole.server.http.ByteRanges.Range;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The last bytes of what is sent of a large file. They are read before anything is sent and leave only when it
 * is known that all bytes before them, which are read while they are being sent, are still the same content.
 * Without them the client has an incomplete answer, and can tell. Few are enough for that, and as they wait
 * in memory for a slow client, they should be few.
 */
final class HeldBack {

    private static final int MOST_BYTES = 1 << 10;

    private final ServedFile file;
    private final long position;
    private final byte[] bytes;
    private final BooleanSupplier watch;

    private HeldBack(ServedFile file, long position, byte[] bytes, BooleanSupplier watch) {
        this.file = file;
        this.position = position;
        this.bytes = bytes;
        this.watch = watch;
    }

    /** Reads the end of a range that is going to be sent. Waits for the disk. */
    static HeldBack read(ServedFile file, Range range) throws IOException {
        int length = (int) Math.min(range.length(), MOST_BYTES);
        long position = range.last() + 1 - length;
        return new HeldBack(file, position, read(file, position, length), () -> false);
    }

    /** The same bytes for one more user of the file, who has a watch to ask. */
    HeldBack sharedBy(ServedFile shared, BooleanSupplier unchanged) {
        return new HeldBack(shared, position, bytes, unchanged);
    }

    /** Whether a watch vouches for the content, so that the disk need not be asked. */
    boolean isVouchedFor() {
        return watch.getAsBoolean();
    }

    private static byte[] read(ServedFile file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.channel().read(bytes, position + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return bytes.array();
    }

    byte[] bytes() {
        return bytes;
    }

    /**
     * Whether the content is still the one that was opened. Waits for the disk.
     *
     * <p>A file that has only become longer is taken for a log if it has the same bytes here as before:
     * whatever was rewritten with something inserted or removed has others. To cut there would mean that
     * the log of a busy program could never be fetched.
     */
    boolean isConfirmed() {
        return switch (file.change()) {
            case NONE -> true;
            case GROWN -> hasSameBytes();
            case OTHER -> false;
        };
    }

    private boolean hasSameBytes() {
        try {
            return Arrays.equals(bytes, read(file, position, bytes.length));
        } catch (IOException e) {
            return false;
        }
    }
}
