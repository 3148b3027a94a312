package dev.porthole.server.http;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A header section that has passed every rule once. The very same bytes under another request line would pass
 * again, with the same meaning: that is all the fast path relies on, so it cannot be laxer than the rules.
 *
 * @param key its bytes, with the empty line at the end
 * @param text the same as text
 * @param ifNoneMatch what the client has already, or null
 * @param accepted the content codings that the client likes
 * @param closes whether the client wants the connection to end with the answer
 */
record FieldSection(
        LineKey key, String text, @Nullable EntityTags ifNoneMatch, AcceptEncoding accepted, boolean closes) {

    /** Longer sections are rare, and not worth the memory. */
    static final int LONGEST = 4096;

    /**
     * The header section of a request that was accepted, if it asks for nothing but the content: no body, no
     * range, no expectation, and no condition other than If-None-Match.
     */
    static Optional<FieldSection> of(Request request) {
        RequestHead head = request.head();
        HeaderFields fields = head.fields();
        int start = head.text().indexOf("\r\n") + 2;
        RequestTarget target = request.target();
        // An absolute target overrides Host, so there the Host field itself has not been judged.
        boolean plain = target != null
                && target.authority() == null
                && head.version().equals("HTTP/1.1")
                && head.text().length() - start <= LONGEST
                && !fields.has("Content-Length")
                && !fields.has("Transfer-Encoding")
                && !fields.has("Expect")
                && !fields.has("Range")
                && !fields.has("If-Match")
                && !fields.has("If-Unmodified-Since")
                && (!fields.has("If-Modified-Since") || fields.has("If-None-Match"));
        if (!plain) {
            return Optional.empty();
        }
        String text = head.text().substring(start);
        String ifNoneMatch = fields.combined("If-None-Match");
        EntityTags known = ifNoneMatch == null ? null : EntityTags.parse(ifNoneMatch);
        AcceptEncoding accepted = AcceptEncoding.parse(fields.combined("Accept-Encoding"));
        return Optional.of(new FieldSection(LineKey.of(text), text, known, accepted, !request.persistent()));
    }

    /** The length of the header section that begins at an offset, or -1 when its end is not there. */
    static int length(ByteBuf in, int start) {
        int end = Math.min(in.writerIndex(), start + LONGEST);
        int lineStart = start;
        while (lineStart + 1 < end) {
            if (in.getByte(lineStart) == '\r' && in.getByte(lineStart + 1) == '\n') {
                return lineStart + 2 - start;
            }
            int lineFeed = in.indexOf(lineStart, end, (byte) '\n');
            if (lineFeed < 0) {
                return -1;
            }
            lineStart = lineFeed + 1;
        }
        return -1;
    }
}
