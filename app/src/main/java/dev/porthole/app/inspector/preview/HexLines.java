package dev.porthole.app.inspector.preview;

import java.util.AbstractList;
import java.util.HexFormat;
import java.util.RandomAccess;

/** Bytes as lines of hexadecimal digits and ASCII, each made when it is looked at. */
final class HexLines extends AbstractList<String> implements RandomAccess {

    /** So few that a line fits into a narrow window. */
    static final int BYTES_IN_A_LINE = 8;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    HexLines(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public String get(int line) {
        int from = line * BYTES_IN_A_LINE;
        StringBuilder text = new StringBuilder(48).append(HEX.toHexDigits(from, 6)).append("  ");
        StringBuilder characters = new StringBuilder(BYTES_IN_A_LINE);
        for (int i = from; i < from + BYTES_IN_A_LINE; i++) {
            if (i < bytes.length) {
                text.append(HEX.toHexDigits(bytes[i])).append(' ');
                characters.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '·');
            } else {
                text.append("   ");
            }
        }
        return text.append(' ').append(characters).toString();
    }

    @Override
    public int size() {
        return (bytes.length + BYTES_IN_A_LINE - 1) / BYTES_IN_A_LINE;
    }
}
