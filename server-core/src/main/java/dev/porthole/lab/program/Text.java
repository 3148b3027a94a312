package dev.porthole.lab.program;

/** Bytes to send. */
final class Text {

    private Text() {}

    /** Digits from 0 to 9, again and again, so that one sees where a text was cut. */
    static byte[] digits(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) ('0' + i % 10);
        }
        return bytes;
    }
}
