package dev.porthole.lab.program;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client got for a request.
 *
 * @param head the head of the answer, without its empty line
 * @param body what belongs to it, as the head's Content-Length says
 * @param excess what came behind that, and is taken for the next answer
 */
record Answer(String head, byte[] body, byte[] excess) {

    private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *(\\d+)");
    private static final byte[] EMPTY_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** The status line. */
    public String status() {
        return head.lines().findFirst().orElse("");
    }

    /** What Content-Length says; -1 if there is none. */
    public int contentLength() {
        Matcher length = LENGTH.matcher(head);
        return length.find() ? Integer.parseInt(length.group(1)) : -1;
    }

    /** Splits what arrived; the body may be shorter than the head says. */
    static Answer of(byte[] arrived) {
        int end = headEnd(arrived);
        String head = new String(arrived, 0, Math.max(0, end), StandardCharsets.UTF_8);
        Answer unsplit = new Answer(head, new byte[0], new byte[0]);
        int start = end < 0 ? arrived.length : end + EMPTY_LINE.length;
        int length = Math.max(0, unsplit.contentLength());
        int split = (int) Math.min((long) start + length, arrived.length);
        return new Answer(
                head, Arrays.copyOfRange(arrived, start, split), Arrays.copyOfRange(arrived, split, arrived.length));
    }

    /** Whether the head and as much as it promises have arrived. */
    boolean complete() {
        return !head.isEmpty() && body.length == Math.max(0, contentLength());
    }

    private static int headEnd(byte[] bytes) {
        for (int i = 0; i + EMPTY_LINE.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + EMPTY_LINE.length, EMPTY_LINE, 0, EMPTY_LINE.length)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answer that && head.equals(that.head) && Arrays.equals(body, that.body)
                && Arrays.equals(excess, that.excess);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * head.hashCode() + Arrays.hashCode(body)) + Arrays.hashCode(excess);
    }
}
