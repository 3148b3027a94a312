package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import dev.porthole.server.files.ServedFile;
import dev.porthole.server.http.ByteRanges.Range;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Answers about a file: whole, in part, or not at all because nothing has changed. */
final class FileResponses {

    private static final byte[] NOTHING = {};

    private final HttpLimits limits;

    FileResponses(HttpLimits limits) {
        this.limits = limits;
    }

    /** Where the bytes of a file come from. */
    private interface Source {

        long size();

        Response.Body body(List<Response.Part> parts, byte[] end);

        void close();
    }

    /** A large file stays open until it has been sent. */
    private record Open(ServedFile file) implements Source {

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public Response.Body body(List<Response.Part> parts, byte[] end) {
            return new Response.FileParts(file, parts, end);
        }

        @Override
        public void close() {
            file.close();
        }
    }

    /** A small file is in memory already. */
    private record InMemory(byte[] content) implements Source {

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public Response.Body body(List<Response.Part> parts, byte[] end) {
            int length = end.length;
            for (Response.Part part : parts) {
                length += part.before().length + (int) part.range().length();
            }
            ByteBuffer bytes = ByteBuffer.allocate(length);
            for (Response.Part part : parts) {
                bytes.put(part.before()).put(content, (int) part.range().first(), (int) part.range().length());
            }
            return new Response.Bytes(bytes.put(end).array());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    static Preconditions.Validators validators(ServedFile file) {
        return new Preconditions.Validators(file.entityTag().orElse(null), file.lastModified().orElse(null));
    }

    /** A file as the body of an answer that is not about the file itself. Takes over the file. */
    static Response page(ServedFile file, int status, Why why) {
        return new Response(status, why).field(ResponseField.CACHE_CONTROL, "no-cache").body(whole(file));
    }

    private static Response.Body whole(ServedFile file) {
        List<Response.Part> parts = file.size() == 0
                ? List.of()
                : List.of(new Response.Part(NOTHING, new Range(0, file.size() - 1)));
        return new Response.FileParts(file, parts, NOTHING);
    }

    /** The answer to GET or HEAD for a large file. Takes over the file. */
    Response response(Request request, ServedFile file, Selection selection) {
        Response.Body whole = whole(file);
        Representation representation = selection.representation();
        return Optional.ofNullable(partial(request, new Open(file), representation, whole))
                .orElseGet(() -> whole(new Response(200, selection.why()), representation, whole))
                .about(selection.name());
    }

    /**
     * The answer to GET or HEAD for a small file when there is no memory for it to wait in: it goes from the
     * disk's cache like a large one, and is remembered none the less. Takes over the file.
     */
    Response response(Request request, ServedFile file, StoredFile stored, Selection selection) {
        Response response = response(request, file, selection);
        return response.status() == 200 && response.why().equals(selection.why()) ? response.stored(stored) : response;
    }

    /** The answer to GET or HEAD for a small file. */
    Response response(Request request, StoredFile stored) {
        Response.Body whole = stored.whole().body();
        Response partial = partial(request, new InMemory(stored.content()), stored.representation(), whole);
        if (partial == null) {
            return stored.whole().stored(stored);
        }
        return partial.status() == 304 ? partial.stored(stored) : partial;
    }

    /** Whatever is not simply the whole file, or null. */
    private @Nullable Response partial(
            Request request, Source source, Representation representation, Response.Body whole) {
        HeaderFields fields = request.fields();
        Optional<Why> failed = Preconditions.evaluate(fields, representation.validators());
        if (failed.isPresent()) {
            source.close();
            return precondition(request, failed.get(), representation);
        }
        String range = fields.single("Range");
        if (request.isHead() || range == null) {
            return null;
        }
        if (!Preconditions.rangeHolds(fields, representation.validators())) {
            Why why = Why.of(Rule.IF_RANGE_FAILED, String.valueOf(fields.combined("If-Range")));
            return whole(new Response(200, why), representation, whole);
        }
        return switch (ByteRanges.parse(range, source.size(), limits.ranges())) {
            case ByteRanges.Ignored ignored -> whole(
                    new Response(200, Why.of(Rule.RANGE_IGNORED, range)), representation, whole);
            case ByteRanges.Unsatisfiable unsatisfiable -> {
                source.close();
                yield ErrorPage.response(
                                416,
                                Why.of(Rule.RANGE_NOT_SATISFIABLE, range + " / " + source.size()),
                                fields.combined("Accept-Language"),
                                null)
                        .field(ResponseField.CONTENT_RANGE, "bytes */" + source.size());
            }
            case ByteRanges.Satisfiable satisfiable -> describe(
                    parts(source, representation.mediaType(), satisfiable.ranges()), representation);
        };
    }

    private static Response whole(Response response, Representation representation, Response.Body body) {
        return describe(response, representation).mediaType(representation.mediaType()).body(body);
    }

    /** 304, or 412 with a page. */
    Response precondition(Request request, Why why, Representation representation) {
        boolean notModified = why.rule() == Rule.ETAG_MATCHED || why.rule() == Rule.NOT_MODIFIED_SINCE;
        return notModified
                ? describe(new Response(304, why), representation)
                : ErrorPage.response(412, why, request.fields().combined("Accept-Language"), null);
    }

    private static Response parts(Source source, String mediaType, List<Range> ranges) {
        if (ranges.size() == 1) {
            Range range = ranges.getFirst();
            String contentRange = contentRange(range, source.size());
            return new Response(206, Why.of(Rule.RANGE, contentRange))
                    .field(ResponseField.CONTENT_RANGE, contentRange)
                    .mediaType(mediaType)
                    .body(source.body(List.of(new Response.Part(NOTHING, range)), NOTHING));
        }
        String boundary = "porthole" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        List<Response.Part> parts = new ArrayList<>();
        for (Range range : ranges) {
            String before = (parts.isEmpty() ? "" : "\r\n") + "--" + boundary + "\r\nContent-Type: " + mediaType
                    + "\r\nContent-Range: " + contentRange(range, source.size()) + "\r\n\r\n";
            parts.add(new Response.Part(before.getBytes(StandardCharsets.ISO_8859_1), range));
        }
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return new Response(206, Why.of(Rule.RANGES, ranges.size() + " / " + source.size()))
                .mediaType("multipart/byteranges; boundary=" + boundary)
                .body(source.body(parts, end));
    }

    private static String contentRange(Range range, long size) {
        return "bytes " + range.first() + "-" + range.last() + "/" + size;
    }

    /** Everything but the media type, which an answer with several parts has of its own. */
    static Response describe(Response response, Representation representation) {
        Preconditions.Validators validators = representation.validators();
        if (validators.entityTag() != null) {
            response.field(ResponseField.ETAG, validators.entityTag());
        }
        if (validators.lastModified() != null) {
            response.field(ResponseField.LAST_MODIFIED, HttpDate.format(validators.lastModified()));
        }
        if (response.status() == 200 && representation.hasRanges()) {
            response.field(ResponseField.ACCEPT_RANGES, "bytes");
        }
        if (representation.coding() != null && response.status() != 304) {
            response.field(ResponseField.CONTENT_ENCODING, representation.coding().token());
        }
        if (representation.isNegotiated()) {
            // Also where it was sent as it is: a cache must not give that to somebody who is to get another.
            response.field(ResponseField.VARY, "Accept-Encoding");
        }
        // Store, but ask each time: an edit shows at the next reload, and what did not change costs a 304.
        return response.field(ResponseField.CACHE_CONTROL, "no-cache");
    }
}
