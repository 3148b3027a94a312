package dev.porthole.server.http;

import dev.porthole.server.event.Rule;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * A request body, which a static server has no use for but must read past, exactly, to find the next request
 * (RFC 9112 section 6).
 */
sealed interface RequestBody permits RequestBody.Sized, ChunkedBody {

    /** Reads past what is there of the body; true once it is past the end. */
    boolean skip(ByteBuf in) throws RequestRefusedException;

    /** Whether it is clear from the head alone that there is nothing to read. */
    boolean isEmpty();

    /** Whether it is clear from the head alone that the body is larger than the limit. */
    boolean exceeds(long limit);

    /** Decides how the body of a request is delimited (RFC 9112 section 6.3). */
    static RequestBody of(RequestHead head, HttpLimits limits) throws RequestRefusedException {
        HeaderFields fields = head.fields();
        int lengths = fields.count("Content-Length");
        if (fields.has("Transfer-Encoding")) {
            if (head.isHttp10()) {
                throw badFraming("Transfer-Encoding in HTTP/1.0");
            }
            if (lengths > 0) {
                throw badFraming("both Transfer-Encoding and Content-Length");
            }
            return chunked(fields, limits);
        }
        if (lengths == 0) {
            return new Sized(0);
        }
        String length = fields.single("Content-Length");
        if (length == null || !Grammar.isDigits(length)) {
            throw badFraming("Content-Length: " + fields.combined("Content-Length"));
        }
        // More digits than a long can hold are a valid, if absurd, length: too large, not malformed.
        return new Sized(length.length() > 18 ? Long.MAX_VALUE : Long.parseLong(length));
    }

    private static RequestBody chunked(HeaderFields fields, HttpLimits limits)
            throws RequestRefusedException {
        String codings = String.valueOf(fields.combined("Transfer-Encoding"));
        if (!codings.equalsIgnoreCase("chunked")) {
            // A list of other codings cannot be decoded; a list that does not end in one "chunked" has no end.
            List<String> members = fields.members("Transfer-Encoding");
            long chunked = members.stream().filter("chunked"::equalsIgnoreCase).count();
            boolean ends = !members.isEmpty() && members.getLast().equalsIgnoreCase("chunked");
            boolean unknown = members.stream().allMatch(Grammar::isToken) && (chunked == 0 || ends && chunked == 1);
            if (unknown && !members.isEmpty()) {
                throw new RequestRefusedException(501, Rule.CODING_UNKNOWN, codings);
            }
            throw badFraming("Transfer-Encoding: " + codings);
        }
        return new ChunkedBody(limits);
    }

    private static RequestRefusedException badFraming(String what) {
        return new RequestRefusedException(400, Rule.BAD_FRAMING, what);
    }

    /** A body with a Content-Length, or none at all. */
    final class Sized implements RequestBody {

        private long remaining;

        Sized(long length) {
            this.remaining = length;
        }

        @Override
        public boolean skip(ByteBuf in) {
            int skipped = (int) Math.min(remaining, in.readableBytes());
            in.skipBytes(skipped);
            remaining -= skipped;
            return remaining == 0;
        }

        @Override
        public boolean isEmpty() {
            return remaining == 0;
        }

        @Override
        public boolean exceeds(long limit) {
            return remaining > limit;
        }
    }
}
