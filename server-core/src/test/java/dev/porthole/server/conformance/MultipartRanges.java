package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the body of a 206, single or multipart (RFC 9110 sections 14.6 and 15.3.7). */
final class MultipartRanges {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]+)-([0-9]+)/([0-9]+)");

    private MultipartRanges() {}

    /** One range of a file, as it was sent. */
    record Part(long first, long last, long length, String contentType, String text) {}

    /** The parts of a partial answer; fails when anything in it contradicts anything else. */
    static List<Part> of(RawResponse response) {
        response.hasStatus(206);
        String body = new String(response.body(), ISO_8859_1);
        if (!response.mediaType().equals("multipart/byteranges")) {
            return List.of(part(response.header("Content-Range"), response.header("Content-Type"), body));
        }
        assertThat(response.has("Content-Range")).as("Content-Range beside a multipart").isFalse();
        Matcher boundary = Pattern.compile("boundary=\"?([0-9A-Za-z'()+_,./:=? -]{1,70})\"?$")
                .matcher(response.header("Content-Type"));
        assertThat(boundary.find()).as("boundary in %s", response.header("Content-Type")).isTrue();
        String delimiter = "\r\n--" + boundary.group(1);
        String rest = body.startsWith("\r\n") ? body : "\r\n" + body;
        List<Part> parts = new ArrayList<>();
        while (rest.startsWith(delimiter + "\r\n")) {
            int headEnd = rest.indexOf("\r\n\r\n", delimiter.length());
            assertThat(headEnd).as("end of a part's head in\n%s", body).isPositive();
            String head = rest.substring(delimiter.length(), headEnd + 2);
            int bodyEnd = rest.indexOf(delimiter, headEnd + 4);
            assertThat(bodyEnd).as("end of a part in\n%s", body).isPositive();
            parts.add(part(field(head, "Content-Range"), field(head, "Content-Type"),
                    rest.substring(headEnd + 4, bodyEnd)));
            rest = rest.substring(bodyEnd);
        }
        assertThat(rest).as("end of the multipart\n%s", body).isIn(delimiter + "--", delimiter + "--\r\n");
        return parts;
    }

    private static Part part(String contentRange, String contentType, String text) {
        Matcher range = CONTENT_RANGE.matcher(contentRange);
        assertThat(range.matches()).as("Content-Range <%s>", contentRange).isTrue();
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        long length = Long.parseLong(range.group(3));
        assertThat(first).isLessThanOrEqualTo(last);
        assertThat(last).isLessThan(length);
        assertThat((long) text.length()).as("bytes in %s", contentRange).isEqualTo(last - first + 1);
        return new Part(first, last, length, contentType, text);
    }

    private static String field(String head, String name) {
        Matcher field = Pattern.compile("\r\n" + name + ":[ \t]*(.*?)[ \t]*\r\n", Pattern.CASE_INSENSITIVE)
                .matcher(head);
        assertThat(field.find()).as("%s of a part\n%s", name, head).isTrue();
        return field.group(1);
    }
}
