package dev.porthole.app;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;

/**
 * Pictures of a window as small PNG files: of the colours, the 96 most used are kept, the rest takes the nearest. Lines
 * are not filtered, which suits a picture of few colours best (W3C Portable Network Graphics, section 12.7).
 */
final class IndexedPng {

    private static final int COLOURS = 96;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] EIGHT_BITS_OF_A_PALETTE = {8, 3, 0, 0, 0};

    private IndexedPng() {}

    static byte[] encode(Image image) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        PixelReader pixels = image.getPixelReader();
        int[] palette = palette(pixels, width, height);
        Map<Integer, Integer> places = new HashMap<>();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream lines = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
            for (int y = 0; y < height; y++) {
                lines.write(0);
                for (int x = 0; x < width; x++) {
                    lines.write(places.computeIfAbsent(pixels.getArgb(x, y), colour -> nearest(palette, colour)));
                }
            }
        }
        ByteArrayOutputStream colours = new ByteArrayOutputStream();
        for (int colour : palette) {
            colours.write(colour >> 16);
            colours.write(colour >> 8);
            colours.write(colour);
        }
        ByteArrayOutputStream size = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(size);
        header.writeInt(width);
        header.writeInt(height);
        header.write(EIGHT_BITS_OF_A_PALETTE);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(SIGNATURE);
        chunk(file, "IHDR", size.toByteArray());
        chunk(file, "PLTE", colours.toByteArray());
        chunk(file, "IDAT", packed.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static int[] palette(PixelReader pixels, int width, int height) {
        Map<Integer, Integer> uses = new HashMap<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                uses.merge(pixels.getArgb(x, y), 1, Integer::sum);
            }
        }
        List<Integer> mostUsed = uses.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed()).limit(COLOURS)
                .map(Map.Entry::getKey).toList();
        return mostUsed.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int nearest(int[] palette, int colour) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int distance = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                int difference = (palette[i] >> shift & 0xff) - (colour >> shift & 0xff);
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data);
        DataOutputStream out = new DataOutputStream(file);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) check.getValue());
    }
}
