package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.ScriptPolicy;
import dev.porthole.server.event.Why;
import dev.porthole.server.files.ServedFile;
import dev.porthole.server.reload.LiveReload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds the script of live reload to pages that a browser is going to show, at their very end: an HTML parser puts it
 * where it belongs, whatever the page lacks. What is longer is a representation of its own, with validators of its own;
 * whoever asks for the file (a script, a download, curl) gets the file.
 */
final class ReloadedPages {

    /** Larger pages are sent as they are: they would have to be read into memory. */
    static final int MOST_BYTES = 4 << 20;

    private static final String HTML = "text/html";
    private static final String VARY = "Sec-Fetch-Dest, Accept";
    private static final List<String> SHOWN = List.of("document", "iframe", "frame");
    private static final String ADDED = "a script at the end";
    private static final String FORBIDDEN = "a script at the end, which the page forbids";
    /** Where a policy of the page has to stand, to hold for all of it. */
    private static final int BEGINNING = 4 << 10;
    private static final String MARK = "-live-";
    private static final String UTF_16 = "utf-16";
    private static final int BYTE_ORDER_MARK = 2;
    private static final String SCRIPT_POLICY = "script-src 'self'; connect-src 'self'";
    private static final byte[] SCRIPT = script();
    private static final String SCRIPT_TAG = "\"" + Integer.toHexString(Arrays.hashCode(SCRIPT)) + "\"";

    private final LiveReload reload;
    private final HttpLimits limits;

    ReloadedPages(LiveReload reload, HttpLimits limits) {
        this.reload = reload;
        this.limits = limits;
    }

    private static byte[] script() {
        try (InputStream in = LiveReload.class.getResourceAsStream("reload.js")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What pages ask for because of the script. */
    Map<String, OwnPage> ownPages() {
        return Map.of("reload.js", ReloadedPages::script, "reload", ReloadSocket.page(reload, limits.ping()));
    }

    private static Response script(Request request) {
        Preconditions.Validators validators = new Preconditions.Validators(SCRIPT_TAG, null);
        Response whole = Preconditions.evaluate(request.fields(), validators)
                .map(why -> new Response(why.rule().name().endsWith("FAILED") ? 412 : 304, why))
                .orElseGet(() -> new Response(200, Why.of(Rule.OWN_PAGE))
                        .mediaType("text/javascript; charset=utf-8")
                        .body(new Response.Bytes(SCRIPT)));
        return whole.field(ResponseField.ETAG, SCRIPT_TAG).field(ResponseField.CACHE_CONTROL, "no-cache");
    }

    /** Whether files of this type are pages, which differ according to who asks. */
    static boolean isPage(String mediaType) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        return type.startsWith(HTML) && !type.contains(UTF_16);
    }

    /** Takes note of a file that was asked for. */
    void sent(ServedFile file) {
        reload.watch().sent(file);
    }

    /** Takes note of a place where nothing was found. */
    void missed(Path place) {
        reload.watch().missed(place);
    }

    /** Takes note of a directory that is about to be listed. */
    void listed(Path directory) {
        reload.watch().listed(directory);
    }

    /**
     * What is said in the answer about a page in a file if that is to be about the page with the script; null if it is
     * to be about the file.
     */
    @Nullable String addition(Request request, ServedFile file) throws IOException {
        if (file.size() > MOST_BYTES || !isShown(request)) {
            return null;
        }
        byte[] beginning = beginning(file);
        if (isWide(beginning)) {
            return null;
        }
        return ScriptPolicy.forbiddenByPage(new String(beginning, StandardCharsets.ISO_8859_1)) ? FORBIDDEN : ADDED;
    }

    /** The page with the script. */
    PlainContent extended(PlainContent page) {
        byte[] line = line(reload.path(page.file().path()));
        String tag = page.entityTag();
        // Another tag, also when the line is another; and no date: by that, the pages could not be told apart.
        Preconditions.Validators validators = new Preconditions.Validators(
                tag == null ? null : tag.substring(0, tag.length() - 1) + mark(line), null);
        return new PlainContent(page.found(), page.representation().withValidators(validators), line);
    }

    private static String mark(byte[] line) {
        return MARK + Integer.toHexString(Arrays.hashCode(line)) + '"';
    }

    /** Says of an answer about a page in a file that there are two of it. */
    Response variant(Response answer) {
        return isAboutPage(answer) ? answer.member(ResponseField.VARY, ", ", VARY) : answer;
    }

    /** Says of an answer about a page in a file that it is about the one with the script. */
    Response marked(Response answer, String addition) {
        return isAboutPage(answer) ? answer.field(ResponseField.LIVE_RELOAD, addition) : answer;
    }

    private static boolean isAboutPage(Response answer) {
        return answer.status() == 200 || answer.status() == 206 || answer.status() == 304;
    }

    /** A page that the server made, or that tells that there is nothing, as it is for this request. */
    Response made(Request request, Response page) throws IOException {
        RequestTarget target = request.target();
        boolean answered = page.status() == 200 && page.why().rule() == Rule.LISTING || page.status() == 404;
        if (!answered || target == null) {
            return page;
        }
        page.member(ResponseField.VARY, ", ", VARY);
        if (!isShown(request)) {
            return page;
        }
        byte[] content = content(page.body());
        if (content.length == 0 || isWide(content)) {
            return page;
        }
        if (page.has(ResponseField.CONTENT_SECURITY_POLICY)) {
            page.member(ResponseField.CONTENT_SECURITY_POLICY, "; ", SCRIPT_POLICY);
        }
        return page.body(new Response.Bytes(PlainContent.longer(content, line(target.normalizedPath()))))
                .field(ResponseField.LIVE_RELOAD, ADDED);
    }

    /** What is in memory, or can be read into it. */
    private static byte[] content(Response.Body body) throws IOException {
        if (body instanceof Response.FileParts parts && parts.file().size() <= MOST_BYTES) {
            try (ServedFile file = parts.file()) {
                return StoredFile.content(file);
            }
        }
        return body instanceof Response.Bytes bytes ? bytes.content() : new byte[0];
    }

    /** Whether a browser is going to show the answer as a page, and not a script that asked for it to use it. */
    private static boolean isShown(Request request) {
        String destination = request.fields().single("Sec-Fetch-Dest");
        if (destination != null) {
            return SHOWN.contains(destination.toLowerCase(Locale.ROOT));
        }
        // Not told by old browsers, and by none over plain HTTP from another computer.
        return Optional.ofNullable(request.fields().combined("Accept"))
                .filter(accept -> accept.toLowerCase(Locale.ROOT).contains(HTML))
                .isPresent();
    }

    private static byte[] beginning(ServedFile file) throws IOException {
        ByteBuffer read = ByteBuffer.allocate((int) Math.min(BEGINNING, file.size()));
        while (read.hasRemaining() && file.channel().read(read, read.position()) > 0) {
            // Until it is full, or there is no more.
        }
        return Arrays.copyOf(read.array(), read.position());
    }

    /** UTF-16 by its byte order mark, where a line of ASCII would be gibberish. */
    private static boolean isWide(byte[] content) {
        return content.length >= BYTE_ORDER_MARK
                && (content[0] == (byte) 0xfe && content[1] == (byte) 0xff
                        || content[0] == (byte) 0xff && content[1] == (byte) 0xfe);
    }

    private static byte[] line(String path) {
        // Without an end of line, which would become part of the page's text.
        String line = "<script src=\"/.porthole/reload.js\" data-file=\"" + Page.escape(path) + "\" async></script>";
        return line.getBytes(StandardCharsets.US_ASCII);
    }
}
