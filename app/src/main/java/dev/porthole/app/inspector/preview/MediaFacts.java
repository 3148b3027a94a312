package dev.porthole.app.inspector.preview;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What the first bytes of pictures, sounds and films tell about them. Never fails: what is broken tells nothing. */
final class MediaFacts {

    /** The size of a picture. */
    record Pixels(long width, long height) {}

    private static final int FARTHEST_BOX = 64;
    private static final int MOVIE_HEADER = 64 << 10;
    private static final int EBML_HEADER = 4 << 10;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int[] MP3_KILOBITS = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};

    private final byte[] head;

    private MediaFacts(byte[] head) {
        this.head = head;
    }

    /** The size of a picture that begins with these bytes. */
    static Optional<Pixels> pixels(FileKind kind, byte[] head) {
        try {
            return Optional.ofNullable(new MediaFacts(head).pixels(kind))
                    .filter(found -> found.width() > 0 && found.height() > 0);
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** How long a sound or film lasts, where that stands in its header. Reads a little more of the file. */
    static Optional<Duration> duration(FileKind kind, byte[] head, SeekableByteChannel file) throws IOException {
        try {
            MediaFacts facts = new MediaFacts(head);
            double seconds = switch (kind) {
                case WAV -> facts.wavSeconds(file.size());
                case FLAC -> facts.flacSeconds();
                case MP3 -> facts.mp3Seconds(file.size());
                case MATROSKA -> facts.matroskaSeconds();
                case MP4 -> mp4Seconds(file);
                default -> 0;
            };
            return seconds > 0 && seconds < Integer.MAX_VALUE
                    ? Optional.of(Duration.ofNanos((long) (seconds * NANOS_PER_SECOND))) : Optional.empty();
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Pixels pixels(FileKind kind) {
        return switch (kind) {
            case PNG -> new Pixels(big(16, 4), big(20, 4));
            case GIF -> new Pixels(little(6, 2), little(8, 2));
            case BMP -> new Pixels(little(18, 4), Math.abs((int) little(22, 4)));
            case JPEG -> jpegPixels();
            case WEBP -> webpPixels();
            case AVIF -> {
                int at = find("ispe", 0, head.length);
                yield at < 0 ? new Pixels(0, 0) : new Pixels(big(at + 8, 4), big(at + 12, 4));
            }
            case ICO -> new Pixels(icon(head[6]), icon(head[7]));
            default -> new Pixels(0, 0);
        };
    }

    private static int icon(byte side) {
        return side == 0 ? 256 : side & 0xff;
    }

    private Pixels jpegPixels() {
        int at = 2;
        while (at + 9 < head.length) {
            int marker = head[at + 1] & 0xff;
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return new Pixels(big(at + 7, 2), big(at + 5, 2));
            }
            at += 2 + (int) big(at + 2, 2);
        }
        return new Pixels(0, 0);
    }

    private Pixels webpPixels() {
        if (FileKind.begins(head, 12, "VP8X")) {
            return new Pixels(little(24, 3) + 1, little(27, 3) + 1);
        } else if (FileKind.begins(head, 12, "VP8L")) {
            long bits = little(21, 4);
            return new Pixels((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
        }
        return new Pixels(little(26, 2) & 0x3fff, little(28, 2) & 0x3fff);
    }

    private double wavSeconds(long size) {
        long bytesPerSecond = little(28, 4);
        return bytesPerSecond == 0 ? 0 : Math.max(0, size - 44) / (double) bytesPerSecond;
    }

    private double flacSeconds() {
        long rate = big(18, 3) >> 4;
        long samples = (head[21] & 0x0fL) << 32 | big(22, 4);
        return rate == 0 ? 0 : samples / (double) rate;
    }

    /** By the first frame, as if all were alike. */
    private double mp3Seconds(long size) {
        int at = 0;
        if (FileKind.begins(head, 0, "ID3")) {
            at = 10 + ((head[6] & 0x7f) << 21 | (head[7] & 0x7f) << 14 | (head[8] & 0x7f) << 7 | head[9] & 0x7f);
        }
        boolean versionOne = (head[at + 1] & 0x18) == 0x18;
        int rate = (head[at + 2] & 0xf0) >> 4;
        return !versionOne || rate == 0 || rate >= MP3_KILOBITS.length
                ? 0 : (size - at) * 8 / (MP3_KILOBITS[rate] * 1000.0);
    }

    private double matroskaSeconds() {
        int limit = Math.min(head.length, EBML_HEADER);
        int at = find("D\u0089", 0, limit);
        int scaleAt = find("*\u00d7\u00b1", 0, limit);
        if (at < 0) {
            return 0;
        }
        int length = head[at + 2] & 0x7f;
        double duration = length == 8 ? Double.longBitsToDouble(big(at + 3, 8))
                : length == 4 ? Float.intBitsToFloat((int) big(at + 3, 4)) : 0;
        long scale = scaleAt < 0 ? 1_000_000 : big(scaleAt + 4, head[scaleAt + 3] & 0x7);
        return duration * scale / NANOS_PER_SECOND;
    }

    /** The movie header may stand behind all the film: from box to box without reading what is in them. */
    private static double mp4Seconds(SeekableByteChannel file) throws IOException {
        long position = 0;
        for (int i = 0; i < FARTHEST_BOX && position + 16 <= file.size(); i++) {
            MediaFacts box = new MediaFacts(read(file, position, 16));
            long length = box.big(0, 4) == 1 ? box.big(8, 8) : box.big(0, 4);
            if (FileKind.begins(box.head, 4, "moov")) {
                return new MediaFacts(read(file, position, MOVIE_HEADER)).movieSeconds();
            }
            if (length < 8) {
                return 0;
            }
            position += length;
        }
        return 0;
    }

    private double movieSeconds() {
        int at = find("mvhd", 0, head.length) + 4;
        if (at < 4) {
            return 0;
        }
        boolean wide = head[at] == 1;
        long scale = big(at + (wide ? 20 : 12), 4);
        long duration = wide ? big(at + 24, 8) : big(at + 16, 4);
        return scale == 0 ? 0 : duration / (double) scale;
    }

    static byte[] read(SeekableByteChannel file, long position, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(most, file.size() - position)));
        file.position(position);
        while (buffer.hasRemaining()) {
            if (file.read(buffer) < 0) {
                break;
            }
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private int find(String wanted, int from, int limit) {
        byte[] bytes = wanted.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = from; i + bytes.length <= limit; i++) {
            if (FileKind.begins(head, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    private long big(int at, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | head[at + i] & 0xff;
        }
        return value;
    }

    private long little(int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | head[at + i] & 0xff;
        }
        return value;
    }
}
