package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;

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
 */
public record HostingRules(
        boolean fallback, boolean cleanUrls, boolean shared, boolean isolated, boolean encodedFiles) {

    /** Nothing besides sending files. */
    public static final HostingRules NONE = new HostingRules(false, false, false, false, false);

    /** The same, with the root's page for paths that lead to nothing, or not. */
    public HostingRules withFallback(boolean on) {
        return new HostingRules(on, cleanUrls, shared, isolated, encodedFiles);
    }

    /** The same, with pages reached without their ending, or not. */
    public HostingRules withCleanUrls(boolean on) {
        return new HostingRules(fallback, on, shared, isolated, encodedFiles);
    }

    /** The same, readable for pages of other sites, or not. */
    public HostingRules withShared(boolean on) {
        return new HostingRules(fallback, cleanUrls, on, isolated, encodedFiles);
    }

    /** The same, isolated from other sites, or not. */
    public HostingRules withIsolated(boolean on) {
        return new HostingRules(fallback, cleanUrls, shared, on, encodedFiles);
    }

    /** The same, with the encoded files of games sent as what is inside, or not. */
    public HostingRules withEncodedFiles(boolean on) {
        return new HostingRules(fallback, cleanUrls, shared, isolated, on);
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
