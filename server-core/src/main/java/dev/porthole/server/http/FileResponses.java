package dev.porthole.server.http;

import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import dev.porthole.server.files.ServedFile;
import dev.porthole.server.http.ByteRanges.Range;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Answers about an open file: whole, in part, or not at all because nothing has changed. */
final class FileResponses {

    /** Up to this length the content goes out together with the head, in one write; above it, by sendfile. */
    private static final int SMALL = 32 << 10;

    private final HttpLimits limits;

    FileResponses(HttpLimits limits) {
        this.limits = limits;
    }

    /** The answer to GET or HEAD for a file. Takes over the file. */
    Response response(Request request, ServedFile file, String mediaType, Rule rule) throws IOException {
        HeaderFields fields = request.fields();
        Preconditions.Validators validators = new Preconditions.Validators(
                file.entityTag().orElse(null), file.lastModified().orElse(null));
        Optional<Why> failed = Preconditions.evaluate(fields, validators);
        if (failed.isPresent()) {
            file.close();
            return precondition(request, failed.get(), validators);
        }
        String range = fields.single("Range");
        if (request.isHead() || range == null) {
            return describe(whole(request, file, 200, Why.of(rule)), validators).mediaType(mediaType);
        }
        if (!Preconditions.rangeHolds(fields, validators)) {
            Why why = Why.of(Rule.IF_RANGE_FAILED, String.valueOf(fields.combined("If-Range")));
            return describe(whole(request, file, 200, why), validators).mediaType(mediaType);
        }
        return switch (ByteRanges.parse(range, file.size(), limits.ranges())) {
            case ByteRanges.Ignored ignored -> describe(
                            whole(request, file, 200, Why.of(Rule.RANGE_IGNORED, range)), validators)
                    .mediaType(mediaType);
            case ByteRanges.Unsatisfiable unsatisfiable -> {
                file.close();
                yield ErrorPage.response(
                                416,
                                Why.of(Rule.RANGE_NOT_SATISFIABLE, range + " / " + file.size()),
                                fields.combined("Accept-Language"),
                                null)
                        .field("Content-Range", "bytes */" + file.size());
            }
            case ByteRanges.Satisfiable satisfiable -> describe(
                    parts(request, file, mediaType, satisfiable.ranges()), validators);
        };
    }

    /** The whole file with a given status and nothing but its length said of it. Takes over the file. */
    Response whole(Request request, ServedFile file, int status, Why why) throws IOException {
        List<Response.Part> parts = new ArrayList<>();
        if (file.size() > 0) {
            parts.add(new Response.Part(new byte[0], new Range(0, file.size() - 1)));
        }
        return body(request, new Response(status, why), new Response.FileParts(file, parts, new byte[0]));
    }

    /** 304, or 412 with a page. */
    Response precondition(Request request, Why why, Preconditions.Validators validators) {
        boolean notModified = why.rule() == Rule.ETAG_MATCHED || why.rule() == Rule.NOT_MODIFIED_SINCE;
        return notModified
                ? describe(new Response(304, why), validators)
                : ErrorPage.response(412, why, request.fields().combined("Accept-Language"), null);
    }

    private Response parts(Request request, ServedFile file, String mediaType, List<Range> ranges)
            throws IOException {
        if (ranges.size() == 1) {
            Range range = ranges.getFirst();
            String contentRange = contentRange(range, file.size());
            Response response = new Response(206, Why.of(Rule.RANGE, contentRange))
                    .field("Content-Range", contentRange)
                    .mediaType(mediaType);
            List<Response.Part> parts = List.of(new Response.Part(new byte[0], range));
            return body(request, response, new Response.FileParts(file, parts, new byte[0]));
        }
        String boundary = "porthole" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        List<Response.Part> parts = new ArrayList<>();
        for (Range range : ranges) {
            String before = (parts.isEmpty() ? "" : "\r\n") + "--" + boundary + "\r\nContent-Type: " + mediaType
                    + "\r\nContent-Range: " + contentRange(range, file.size()) + "\r\n\r\n";
            parts.add(new Response.Part(before.getBytes(StandardCharsets.ISO_8859_1), range));
        }
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.ISO_8859_1);
        Response response = new Response(206, Why.of(Rule.RANGES, ranges.size() + " / " + file.size()))
                .mediaType("multipart/byteranges; boundary=" + boundary);
        return body(request, response, new Response.FileParts(file, parts, end));
    }

    private static String contentRange(Range range, long size) {
        return "bytes " + range.first() + "-" + range.last() + "/" + size;
    }

    private static Response describe(Response response, Preconditions.Validators validators) {
        if (validators.entityTag() != null) {
            response.field("ETag", validators.entityTag());
        }
        if (validators.lastModified() != null) {
            response.field("Last-Modified", HttpDate.format(validators.lastModified()));
        }
        if (response.status() == 200) {
            response.field("Accept-Ranges", "bytes");
        }
        // Store, but ask each time: an edit shows at the next reload, and what did not change costs a 304.
        return response.field("Cache-Control", "no-cache");
    }

    /** Small content is read now; the file of a larger one stays open until it is sent. */
    private static Response body(Request request, Response response, Response.FileParts parts)
            throws IOException {
        if (request.isHead() || parts.length() > SMALL) {
            return response.body(parts);
        }
        try (ServedFile file = parts.file()) {
            ByteBuffer content = ByteBuffer.allocate((int) parts.length());
            for (Response.Part part : parts.parts()) {
                content.put(part.before());
                read(file.channel(), part.range(), content);
            }
            content.put(parts.end());
            return response.body(new Response.Bytes(content.array()));
        }
    }

    private static void read(FileChannel channel, Range range, ByteBuffer into) throws IOException {
        ByteBuffer window = into.slice(into.position(), (int) range.length());
        while (window.hasRemaining()) {
            if (channel.read(window, range.first() + window.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        into.position(into.position() + window.position());
    }
}
