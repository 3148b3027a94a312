package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** An answer as it came over the wire. */
final class RawResponse {

    /** The one format of dates that a server may send (RFC 9110 section 5.6.7). */
    static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern FIELD_NAME = Pattern.compile(TOKEN);
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            TOKEN + "/" + TOKEN + "([ \\t]*;[ \\t]*" + TOKEN + "=(" + TOKEN + "|\"[^\"\\\\]*\"))*");

    /** One header line. */
    record Field(String name, String value) {}

    private final String head;
    private final int status;
    private final List<Field> fields;
    private final byte[] body;

    private RawResponse(String head, int status, List<Field> fields, byte[] body) {
        this.head = head;
        this.status = status;
        this.fields = fields;
        this.body = body;
    }

    /** Reads a head strictly: any deviation from RFC 9112 sections 4 and 5 fails the test. */
    static RawResponse parseHead(String head) {
        String[] lines = head.substring(0, head.length() - 4).split("\r\n", -1);
        assertThat(lines[0]).as("status line").matches("HTTP/1\\.1 [1-5][0-9][0-9] [\\t\\x20-\\x7e]*");
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            int colon = line.indexOf(':');
            assertThat(colon).as("colon in header line <%s>", line).isPositive();
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1);
            assertThat(name).as("field name in <%s>", line).matches(FIELD_NAME);
            assertThat(value).as("field value in <%s>", line).matches("[\\t\\x20-\\x7e\\x80-\\xff]*");
            fields.add(new Field(name, value.strip()));
        }
        return new RawResponse(head, Integer.parseInt(lines[0].substring(9, 12)), fields, new byte[0]);
    }

    RawResponse withBody(byte[] content) {
        return new RawResponse(head, status, fields, content);
    }

    /**
     * What every final answer of this server has to have, and what none may have.
     *
     * @param shared whether the site lets pages of others read it
     */
    RawResponse checkManners(boolean shared) {
        assertThat(values("Date")).as("Date in\n%s", head).hasSize(1);
        Instant date = date("Date");
        assertThat(date).as("Date").isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(1));
        if (has("Last-Modified")) {
            assertThat(date("Last-Modified")).as("Last-Modified is never later than Date")
                    .isBeforeOrEqualTo(date);
        }
        assertThat(values("Server")).as("Server in\n%s", head).containsExactly("Porthole");
        assertThat(values("X-Content-Type-Options")).as("path.nosniff in\n%s", head)
                .containsExactly("nosniff");
        assertThat(fields).as("path.no-cors-default in\n%s", head).noneMatch(
                field -> !shared && field.name().toLowerCase(Locale.ROOT).startsWith("access-control-"));
        assertThat(values("Content-Length").size() + values("Transfer-Encoding").size())
                .as("sem.no-te-and-cl: one framing at most in\n%s", head).isLessThanOrEqualTo(1);
        for (String single : List.of("Content-Type", "ETag", "Last-Modified", "Location", "Cache-Control")) {
            assertThat(values(single)).as("%s lines in\n%s", single, head).hasSizeLessThanOrEqualTo(1);
        }
        if (has("Content-Type")) {
            assertThat(header("Content-Type")).as("mime.content-type-syntax").matches(MEDIA_TYPE);
        }
        if (has("ETag")) {
            assertThat(header("ETag")).as("sem.etag-syntax")
                    .matches("(W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");
        }
        if (status == 405) {
            assertThat(header("Allow")).as("sem.405-has-allow").isEqualTo("GET, HEAD, OPTIONS");
        }
        return this;
    }

    String head() {
        return head;
    }

    int status() {
        return status;
    }

    List<Field> fields() {
        return fields;
    }

    boolean has(String name) {
        return !values(name).isEmpty();
    }

    List<String> values(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value)
                .toList();
    }

    /** The value of a header that must be there exactly once. */
    String header(String name) {
        List<String> values = values(name);
        assertThat(values).as("%s lines in\n%s", name, head).hasSize(1);
        return values.getFirst();
    }

    /** The moment in a header that must be there and be an IMF-fixdate. */
    Instant date(String name) {
        return ZonedDateTime.parse(header(name), IMF_FIXDATE.withZone(ZoneOffset.UTC)).toInstant();
    }

    /** The members of a list header, lower case; empty when there is none. */
    List<String> tokens(String name) {
        return values(name).stream()
                .flatMap(value -> Pattern.compile(",").splitAsStream(value))
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    boolean announcesClose() {
        return tokens("Connection").contains("close");
    }

    /** The media type without its parameters. */
    String mediaType() {
        String type = header("Content-Type");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    }

    byte[] body() {
        return body;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    RawResponse hasStatus(int expected) {
        assertThat(status).as("status of\n%s%s", head, excerpt()).isEqualTo(expected);
        return this;
    }

    RawResponse hasStatusIn(Integer... expected) {
        assertThat(status).as("status of\n%s%s", head, excerpt()).isIn((Object[]) expected);
        return this;
    }

    private String excerpt() {
        String text = text();
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    @Override
    public String toString() {
        return head + excerpt();
    }
}
