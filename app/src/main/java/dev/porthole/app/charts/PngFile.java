package dev.porthole.app.charts;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a picture in the PNG format (W3C Portable Network Graphics, third edition): eight bits each of red,
 * green and blue. The Java platform's own writer would bring a second window system with it.
 */
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BIT_DEPTH = 8;
    private static final int TRUE_COLOUR = 2;
    private static final int CHANNELS = 3;
    private static final int METRE = 1;
    private static final double PIXELS_PER_METRE = 96 / 0.0254;

    private PngFile() {}

    /**
     * The bytes of a file.
     *
     * @param argb the pixels, line by line; how opaque they are is ignored
     * @param width how many there are in a line
     * @param scale how many pixels a length of 1/96 inch has, so that the picture is shown in its natural size
     * @param title what the picture is about
     */
    static byte[] encode(int[] argb, int width, double scale, String title) {
        int height = argb.length / width;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            file.write(SIGNATURE);
            chunk(file, "IHDR", data -> {
                data.writeInt(width);
                data.writeInt(height);
                data.write(new byte[] {BIT_DEPTH, TRUE_COLOUR, 0, 0, 0});
            });
            chunk(file, "pHYs", data -> {
                int resolution = (int) Math.round(PIXELS_PER_METRE * scale);
                data.writeInt(resolution);
                data.writeInt(resolution);
                data.write(METRE);
            });
            chunk(file, "iTXt", data -> {
                data.write("Title\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
                data.write(title.getBytes(StandardCharsets.UTF_8));
            });
            chunk(file, "IDAT", data -> pixels(data, argb, width));
            chunk(file, "IEND", data -> { });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void pixels(DataOutputStream data, int[] argb, int width) throws IOException {
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
            byte[] line = new byte[1 + CHANNELS * width];
            for (int start = 0; start < argb.length; start += width) {
                for (int i = 0; i < width; i++) {
                    int pixel = argb[start + i];
                    line[1 + CHANNELS * i] = (byte) (pixel >> 16);
                    line[2 + CHANNELS * i] = (byte) (pixel >> 8);
                    line[3 + CHANNELS * i] = (byte) pixel;
                }
                deflater.write(line);
            }
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.write(type.getBytes(StandardCharsets.US_ASCII));
        content.write(data);
        data.flush();
        CRC32 check = new CRC32();
        check.update(bytes.toByteArray());
        DataOutputStream out = new DataOutputStream(file);
        out.writeInt(bytes.size() - type.length());
        bytes.writeTo(out);
        out.writeInt((int) check.getValue());
        out.flush();
    }

    /** What a chunk has in it. */
    @FunctionalInterface
    private interface Content {
        void write(DataOutputStream data) throws IOException;
    }
}
