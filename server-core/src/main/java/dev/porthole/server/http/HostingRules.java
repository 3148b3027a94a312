package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import dev.porthole.server.hosting.HeaderRule;
import dev.porthole.server.hosting.HostingService;
import java.util.List;

/**
 * What many hosting services do besides sending files, each of it a choice.
 *
 * @param fallback whether the root's index.html is sent for a path that leads to nothing and whose last name has no
 *     ending: for sites that are one page and make their paths themselves
 * @param cleanUrls whether {@code /about} leads to {@code about.html}, and {@code /about.html} to {@code /about}
 * @param shared whether pages of other sites may read the answers (CORS, Fetch standard)
 * @param isolated whether pages are isolated from others (COOP and COEP, HTML standard), which browsers ask for before
 *     they let them share memory between threads
 * @param encodedFiles whether the files of games that were built with their content encoded ({@code game.wasm.br}) are
 *     sent as what is inside, with Content-Encoding
 * @param service the service whose way of answering is previewed; unless it is none, fallback, cleanUrls and listings
 *     are decided by it
 * @param basePath under which path the folder is served, with a slash at both ends; everything else is missing
 * @param headers header fields that the user adds
 */
public record HostingRules(
        boolean fallback, boolean cleanUrls, boolean shared, boolean isolated, boolean encodedFiles,
        HostingService service, String basePath, List<HeaderRule> headers) {

    /** The folder is served from the root. */
    public static final String NO_BASE = "/";

    /** Nothing besides sending files. */
    public static final HostingRules NONE =
            new HostingRules(false, false, false, false, false, HostingService.NONE, NO_BASE, List.of());

    /** Copies the list; the base path must be a {@link #isBasePath} one. */
    public HostingRules {
        headers = List.copyOf(headers);
        if (!isBasePath(basePath)) {
            throw new IllegalArgumentException(basePath);
        }
    }

    /**
     * {@return whether a text can be a base path: names between slashes, nothing that would have to be encoded}
     *
     * @param text as typed
     */
    public static boolean isBasePath(String text) {
        return text.length() <= 200 && text.matches("/(?:(?!\\.{1,2}/)[A-Za-z0-9._~-]+/)*");
    }

    /**
     * {@return the same, with the root's page for paths that lead to nothing, or not}
     *
     * @param on whether {@code /any/path} shows the root's index.html
     */
    public HostingRules withFallback(boolean on) {
        return new HostingRules(on, cleanUrls, shared, isolated, encodedFiles, service, basePath, headers);
    }

    /**
     * {@return the same, with pages reached without their ending, or not}
     *
     * @param on whether {@code /about} shows about.html
     */
    public HostingRules withCleanUrls(boolean on) {
        return new HostingRules(fallback, on, shared, isolated, encodedFiles, service, basePath, headers);
    }

    /**
     * {@return the same, readable for pages of other sites, or not}
     *
     * @param on whether every origin may read the answers (CORS)
     */
    public HostingRules withShared(boolean on) {
        return new HostingRules(fallback, cleanUrls, on, isolated, encodedFiles, service, basePath, headers);
    }

    /**
     * {@return the same, isolated from other sites, or not}
     *
     * @param on whether COOP and COEP are sent
     */
    public HostingRules withIsolated(boolean on) {
        return new HostingRules(fallback, cleanUrls, shared, on, encodedFiles, service, basePath, headers);
    }

    /**
     * {@return the same, with the encoded files of games sent as what is inside, or not}
     *
     * @param on whether {@code game.wasm.br} and the like carry Content-Encoding
     */
    public HostingRules withEncodedFiles(boolean on) {
        return new HostingRules(fallback, cleanUrls, shared, isolated, on, service, basePath, headers);
    }

    /**
     * {@return the same, answering as another service would}
     *
     * @param other whose 404 pages, endings, slashes and rule files count
     */
    public HostingRules withService(HostingService other) {
        return new HostingRules(fallback, cleanUrls, shared, isolated, encodedFiles, other, basePath, headers);
    }

    /**
     * {@return the same, under another path}
     *
     * @param other a {@link #isBasePath} one; {@link #NO_BASE} for the root
     */
    public HostingRules withBasePath(String other) {
        return new HostingRules(fallback, cleanUrls, shared, isolated, encodedFiles, service, other, headers);
    }

    /**
     * {@return the same with other header fields}
     *
     * @param others in their order: the last rule for a field holds
     */
    public HostingRules withHeaders(List<HeaderRule> others) {
        return new HostingRules(fallback, cleanUrls, shared, isolated, encodedFiles, service, basePath, others);
    }

    /** Whether paths lead to files as they stand there, and header fields do not depend on them. */
    boolean isPlain() {
        return basePath.equals(NO_BASE) && !ruleHeaders();
    }

    /** Whether header fields depend on the path. */
    boolean ruleHeaders() {
        return !headers.isEmpty() || service != HostingService.NONE;
    }

    /** The names in the base path; none when the folder is served from the root. */
    List<String> baseNames() {
        return basePath.equals(NO_BASE)
                ? List.of() : List.of(basePath.substring(1, basePath.length() - 1).split("/"));
    }

    /** The lines that stand in the head of every answer because of these rules. */
    String everyAnswer() {
        StringBuilder lines = new StringBuilder();
        if (shared) {
            line(lines, ResponseField.ALLOW_ORIGIN, "*");
            line(lines, ResponseField.EXPOSE_HEADERS, "*");
        }
        if (isolated) {
            line(lines, ResponseField.OPENER_POLICY, "same-origin");
            line(lines, ResponseField.EMBEDDER_POLICY, "require-corp");
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, ResponseField field, String value) {
        lines.append(field.fieldName()).append(": ").append(value).append("\r\n");
    }
}
