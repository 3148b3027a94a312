package dev.porthole.lab.program;

import java.nio.charset.StandardCharsets;

/** Decodes as a program does that takes what one recv(2) brought for a whole text. */
final class StrictUtf8 {

    private StrictUtf8() {}

    /**
     * The text.
     *
     * @throws ProgramError if the bytes are not UTF-8 from the first to the last
     */
    static String decode(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            at += check(bytes, at);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** How many bytes the character has that begins here. */
    private static int check(byte[] bytes, int start) {
        int first = Byte.toUnsignedInt(bytes[start]);
        int length = length(first);
        if (length == 0) {
            throw ProgramError.notUtf8(bytes, start, 1, "invalid start byte");
        }
        for (int i = 1; i < length; i++) {
            if (start + i == bytes.length) {
                throw ProgramError.notUtf8(bytes, start, i, "unexpected end of data");
            }
            if (!continues(first, i, Byte.toUnsignedInt(bytes[start + i]))) {
                throw ProgramError.notUtf8(bytes, start, i, "invalid continuation byte");
            }
        }
        return length;
    }

    private static int length(int first) {
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    }

    /** The second byte has fewer values after some first ones, RFC 3629 section 4. */
    private static boolean continues(int first, int index, int value) {
        int least = 0x80;
        int most = 0xbf;
        if (index == 1) {
            least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : least;
            most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : most;
        }
        return value >= least && value <= most;
    }
}
