package dev.porthole.server.http;

import dev.porthole.server.event.Rule;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request head of bytes, strictly and line by line as they come, so that a bad line is refused
 * without waiting for the rest. It leaves the bytes in the buffer until the head is whole. Lenient nowhere:
 * a lone LF, a folded line, a blank before a colon and a control character are each a way to make two
 * programs read the same bytes differently (request smuggling), and no honest client sends them.
 */
final class RequestHeadDecoder {

    /** RFC 9112 section 2.2 asks to ignore at least one empty line before a request line. */
    private static final int EMPTY_LINES = 4;

    /** Where a version has its first digit, RFC 9112 section 2.3. */
    private static final int VERSION_DIGIT = 5;

    private final HttpLimits limits;

    /** Offsets from the reader index, so that they stay right when the buffer is compacted. */
    private int lineStart;

    private int scanned;
    private int emptyLines;
    private int sectionStart;
    private String method = "";
    private String target = "";
    private String version = "";
    private @Nullable HeaderFields fields;

    RequestHeadDecoder(HttpLimits limits) {
        this.limits = limits;
    }

    /** Whether a byte of a request has been seen. */
    boolean hasBegun() {
        return scanned > 0;
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    String version() {
        return version;
    }

    /** Reads on; returns the head once it is whole and takes its bytes out of the buffer, else null. */
    @Nullable RequestHead decode(ByteBuf in) throws RequestRefusedException {
        while (true) {
            int from = in.readerIndex() + scanned;
            int lineFeed = in.indexOf(from, in.writerIndex(), (byte) '\n');
            scanned = (lineFeed < 0 ? in.writerIndex() : lineFeed + 1) - in.readerIndex();
            int lineEnd = lineFeed < 0 ? scanned : scanned - 1;
            checkLength(in, lineEnd - lineStart);
            if (lineFeed < 0) {
                checkBeginning(in);
                return null;
            }
            String line = line(in, lineEnd);
            lineStart = scanned;
            if (fields == null) {
                requestLine(in, line);
            } else if (line.isEmpty()) {
                return complete(in, fields);
            } else {
                fieldLine(line, fields, limits.headerLines());
            }
        }
    }

    void reset() {
        lineStart = 0;
        scanned = 0;
        emptyLines = 0;
        method = "";
        target = "";
        version = "";
        fields = null;
    }

    private RequestHead complete(ByteBuf in, HeaderFields complete) {
        String text = in.toString(in.readerIndex(), scanned, StandardCharsets.ISO_8859_1);
        in.skipBytes(scanned);
        int minorVersion = version.charAt(version.length() - 1) - '0';
        RequestHead head = new RequestHead(method, target, minorVersion, version, complete, text);
        reset();
        return head;
    }

    private void checkLength(ByteBuf in, int lineLength) throws RequestRefusedException {
        if (fields == null) {
            if (lineLength > limits.requestLineBytes()) {
                int blank = in.indexOf(
                        in.readerIndex() + lineStart, in.readerIndex() + limits.requestLineBytes(), (byte) ' ');
                if (blank < 0) {
                    throw new RequestRefusedException(501, Rule.METHOD_UNKNOWN, "");
                }
                throw new RequestRefusedException(
                        414, Rule.TARGET_TOO_LONG, Integer.toString(limits.requestLineBytes()));
            }
        } else if (scanned - sectionStart > limits.headerSectionBytes()) {
            throw new RequestRefusedException(
                    431, Rule.HEADERS_TOO_LARGE, limits.headerSectionBytes() + " B");
        }
    }

    /** Refuses what can never become a request line: a TLS hello, or noise, must not wait for a line end. */
    private void checkBeginning(ByteBuf in) throws RequestRefusedException {
        if (fields == null && scanned > lineStart) {
            int first = in.getUnsignedByte(in.readerIndex() + lineStart);
            if (!Grammar.isTokenChar(first) && first != '\r') {
                throw malformed(first == 0x16 ? "TLS on a plain HTTP port" : "not a request line");
            }
        }
    }

    private String line(ByteBuf in, int lineEnd) throws RequestRefusedException {
        if (lineEnd == lineStart || in.getByte(in.readerIndex() + lineEnd - 1) != '\r') {
            throw malformed("a line ends in LF without CR");
        }
        return in.toString(
                in.readerIndex() + lineStart, lineEnd - 1 - lineStart, StandardCharsets.ISO_8859_1);
    }

    private void requestLine(ByteBuf in, String line) throws RequestRefusedException {
        if (line.isEmpty()) {
            if (++emptyLines > EMPTY_LINES) {
                throw malformed("empty lines before the request line");
            }
            in.skipBytes(scanned);
            lineStart = 0;
            scanned = 0;
            return;
        }
        int firstBlank = line.indexOf(' ');
        int lastBlank = line.lastIndexOf(' ');
        method = firstBlank < 0 ? line : line.substring(0, firstBlank);
        if (!Grammar.isToken(method)) {
            throw malformed("the method is not a token");
        }
        if (firstBlank < 0) {
            throw malformed("no request target");
        }
        if (lastBlank == firstBlank) {
            target = line.substring(firstBlank + 1);
            throw malformed("no HTTP version");
        }
        target = line.substring(firstBlank + 1, lastBlank);
        version = version(line.substring(lastBlank + 1));
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c == 0x7f) {
                throw malformed("a blank or control character in the request target");
            }
        }
        if (target.isEmpty()) {
            throw malformed("no request target");
        }
        if (version.charAt(VERSION_DIGIT) != '1') {
            throw new RequestRefusedException(505, Rule.VERSION_UNKNOWN, version);
        }
        fields = new HeaderFields();
        sectionStart = scanned;
    }

    private static String version(String word) throws RequestRefusedException {
        boolean wellFormed = word.length() == 8
                && word.startsWith("HTTP/")
                && Grammar.isDigit(word.charAt(VERSION_DIGIT))
                && word.charAt(6) == '.'
                && Grammar.isDigit(word.charAt(7));
        if (!wellFormed) {
            throw malformed("not an HTTP version");
        }
        return word;
    }

    /** Adds one field line; also used for trailers, which have the same grammar. */
    static void fieldLine(String line, HeaderFields fields, int most) throws RequestRefusedException {
        if (fields.size() >= most) {
            throw new RequestRefusedException(431, Rule.HEADERS_TOO_LARGE, Integer.toString(most));
        }
        if (Grammar.isBlank(line.charAt(0))) {
            throw malformed("a folded header line");
        }
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw malformed("a header line without a colon");
        }
        String name = line.substring(0, colon);
        if (!Grammar.isToken(name)) {
            throw malformed("a header name that is not a token");
        }
        String value = Grammar.trim(line.substring(colon + 1));
        for (int i = 0; i < value.length(); i++) {
            if (Grammar.isForbiddenInValue(value.charAt(i))) {
                throw malformed("a control character in a header value");
            }
        }
        fields.add(name, value);
    }

    private static RequestRefusedException malformed(String what) {
        return new RequestRefusedException(400, Rule.MALFORMED_HEAD, what);
    }
}
