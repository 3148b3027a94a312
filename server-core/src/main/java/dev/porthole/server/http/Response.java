package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Why;
import dev.porthole.server.files.ServedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** An answer before it is sent: status, fields, body, and the reason for it. */
final class Response {

    /** What follows the head. */
    sealed interface Body {

        /** Its length in bytes. */
        long length();
    }

    /** Bytes in memory. */
    record Bytes(byte[] content) implements Body {

        static final Bytes NONE = new Bytes(new byte[0]);

        @Override
        public long length() {
            return content.length;
        }
    }

    /**
     * Parts of an open file, each behind some bytes of its own (the part heads of multipart/byteranges), and
     * some bytes at the end. Whoever sends it closes the file.
     *
     * @param last the last bytes of the last part, once they have been read
     */
    record FileParts(ServedFile file, List<Part> parts, byte[] end, @Nullable HeldBack last) implements Body {

        FileParts(ServedFile file, List<Part> parts, byte[] end) {
            this(file, parts, end, null);
        }

        @Override
        public long length() {
            long length = end.length;
            for (Part part : parts) {
                length += part.before.length + part.range.length();
            }
            return length;
        }
    }

    /** Content that is kept elsewhere: only its length is told. */
    record Elsewhere(long length) implements Body {}

    /** One part of a file. */
    record Part(byte[] before, ByteRanges.Range range) {}

    /** The interim answer that asks for the body, RFC 9110 section 15.2.1. */
    static byte[] continueHead() {
        return "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    private final int status;
    private Why why;
    private @Nullable RuledFields ruled;
    private @Nullable StoredFile stored;
    private AnswerMemory.@Nullable Share share;
    private @Nullable Upgraded upgraded;
    private final StringBuilder fields = new StringBuilder(320);
    private Body body = Bytes.NONE;
    private @Nullable String file;
    private @Nullable String mediaType;
    private long queuedNanos;

    Response(int status, Why why) {
        this.status = status;
        this.why = why;
    }

    int status() {
        return status;
    }

    Why why() {
        return why;
    }

    Body body() {
        return body;
    }

    @Nullable String file() {
        return file;
    }

    @Nullable String mediaType() {
        return mediaType;
    }

    /** Tells a fact behind the reason. */
    Response because(Why told) {
        this.why = told;
        return this;
    }

    /** Adds what rules of the site say about fields of this answer. */
    Response ruled(RuledFields fieldsByRules) {
        this.ruled = fieldsByRules;
        this.why = why.withOrigins(fieldsByRules.origins());
        return this;
    }

    Response field(ResponseField field, String value) {
        append(fields, field, value);
        return this;
    }

    boolean has(ResponseField field) {
        return fields.indexOf(field.fieldName() + ": ") >= 0;
    }

    /** The value of a field that was added; null when it does not stand in the head. */
    @Nullable String value(ResponseField field) {
        String name = field.fieldName() + ": ";
        int start = fields.indexOf(name);
        return start < 0 ? null : fields.substring(start + name.length(), fields.indexOf("\r\n", start));
    }

    /** Adds to the value of a list field, which need not stand in the head yet. */
    Response member(ResponseField field, String separator, String value) {
        int start = fields.indexOf(field.fieldName() + ": ");
        if (start < 0) {
            return field(field, value);
        }
        fields.insert(fields.indexOf("\r\n", start), separator + value);
        return this;
    }

    private static void append(StringBuilder lines, ResponseField field, String value) {
        lines.append(field.fieldName()).append(": ").append(value).append("\r\n");
    }

    Response mediaType(String type) {
        this.mediaType = type;
        return field(ResponseField.CONTENT_TYPE, type);
    }

    /** The file it is about, for the log. */
    Response about(String relativePath) {
        this.file = relativePath;
        return this;
    }

    Response body(Body newBody) {
        this.body = newBody;
        return this;
    }

    /** The small file it was made from, when the same answer would do for the next one who asks. */
    @Nullable StoredFile stored() {
        return stored;
    }

    Response stored(StoredFile file) {
        this.stored = file;
        return this;
    }

    /** What is spoken on the connection after this answer, or null when it stays HTTP. */
    @Nullable Upgraded upgraded() {
        return upgraded;
    }

    Response upgraded(Upgraded other) {
        this.upgraded = other;
        return this;
    }

    /** How long the request waited for a thread that could look for its answer, in nanoseconds. */
    long queuedNanos() {
        return queuedNanos;
    }

    Response queued(long nanos) {
        this.queuedNanos = nanos;
        return this;
    }

    /** The memory that it waits in. */
    Response holding(AnswerMemory.Share memory) {
        this.share = memory;
        return this;
    }

    /** Reads the bytes that are sent last, if it is a file that will be sent. Waits for the disk. */
    void readLast() throws IOException {
        if (body instanceof FileParts parts && !parts.parts.isEmpty()) {
            last(HeldBack.read(parts.file, parts.parts.getLast().range));
        }
    }

    /** Tells the bytes that are sent last, if it is a file that will be sent. */
    Response last(HeldBack last) {
        if (body instanceof FileParts parts && !parts.parts.isEmpty()) {
            body = new FileParts(parts.file, parts.parts, parts.end, last);
        }
        return this;
    }

    /** Releases what the answer holds, when it will not be sent. For threads that may wait for the disk. */
    void release() {
        release(Runnable::run);
    }

    /** Releases what the answer holds, when it will not be sent, or has been; waits on other threads. */
    void release(Executor fileThreads) {
        if (share != null) {
            share.giveBack();
        }
        if (body instanceof FileParts parts) {
            parts.file.closeOn(fileThreads);
        }
    }

    /** The same answer with its content kept elsewhere. */
    Response withoutContent() {
        Response copy = new Response(status, why).body(new Elsewhere(body.length()));
        copy.fields.append(fields);
        copy.ruled = ruled;
        copy.file = file;
        copy.mediaType = mediaType;
        return copy;
    }

    /**
     * The head as it goes over the wire, one character a byte.
     *
     * @param connection what becomes of the connection; empty to say nothing
     * @param everyAnswer the lines that stand in the head of every answer besides its own
     */
    String head(String connection, String everyAnswer) {
        StringBuilder head = new StringBuilder(fields.length() + 200);
        head.append("HTTP/1.1 ").append(status).append(' ').append(reasonPhrase(status)).append("\r\n");
        append(head, ResponseField.DATE, HttpDate.now());
        append(head, ResponseField.SERVER, "Porthole");
        head.append(fields).append(everyAnswer);
        // Neither has a body, and the one is not allowed to say how long it would be (RFC 9110 section 8.6).
        if (status != 304 && status != 101) {
            append(head, ResponseField.CONTENT_LENGTH, Long.toString(body.length()));
        }
        // Never guess a type from the content: a text file must not become a page with scripts.
        append(head, ResponseField.CONTENT_TYPE_OPTIONS, "nosniff");
        if (upgraded != null) {
            append(head, ResponseField.CONNECTION, "Upgrade");
        } else if (!connection.isEmpty()) {
            append(head, ResponseField.CONNECTION, connection);
        }
        String text = head.append("\r\n").toString();
        return ruled == null ? text : ruled.into(text);
    }

    static String reasonPhrase(int status) {
        return switch (status) {
            case 101 -> "Switching Protocols";
            case 200 -> "OK";
            case 206 -> "Partial Content";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 303 -> "See Other";
            case 304 -> "Not Modified";
            case 307 -> "Temporary Redirect";
            case 308 -> "Permanent Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 416 -> "Range Not Satisfiable";
            case 417 -> "Expectation Failed";
            case 426 -> "Upgrade Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            default -> "Status " + status;
        };
    }
}
