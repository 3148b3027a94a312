package dev.porthole.lab.system;

/** Bytes and addresses in the notation of strace(1). */
final class Notation {

    private static final int LONGEST = 32;

    private Notation() {}

    /** The first bytes as a string of C, with an ellipsis if there are more. */
    static String bytes(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder("\"");
        int shown = Math.min(length, LONGEST);
        for (int i = 0; i < shown; i++) {
            append(text, bytes[i], i + 1 < shown ? bytes[i + 1] : 0);
        }
        return text.append(length > LONGEST ? "\"..." : "\"").toString();
    }

    private static void append(StringBuilder text, byte value, byte next) {
        switch (value) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case 0x0b -> text.append("\\v");
            case '\f' -> text.append("\\f");
            default -> {
                if (value >= ' ' && value < 0x7f) {
                    text.append((char) value);
                } else {
                    // Three digits only where a digit follows, which would otherwise seem to belong to it.
                    boolean whole = next >= '0' && next <= '7';
                    String octal = Integer.toOctalString(Byte.toUnsignedInt(value));
                    text.append('\\').append(whole ? "0".repeat(3 - octal.length()) : "").append(octal);
                }
            }
        }
    }

    /** A port of this computer's loopback address. */
    static String loopback(int port) {
        return "{sa_family=AF_INET, sin_port=htons(" + port + "), sin_addr=inet_addr(\"127.0.0.1\")}";
    }

    /** An event of epoll whose data is the descriptor. */
    static String event(int mask, int descriptor) {
        return "{events=" + EpollFlags.names(mask) + ", data={u32=" + Integer.toUnsignedString(descriptor) + ", u64="
                + Long.toUnsignedString(descriptor) + "}}";
    }
}
