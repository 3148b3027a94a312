package dev.porthole.server.hosting;

import java.util.Map;

/**
 * A line of {@code _redirects}.
 *
 * @param line its number, from 1
 * @param from of the paths it holds for
 * @param query the parameters that the query must have, and no others; a value may be a placeholder
 * @param to a path with its query and fragment, or an address with http; may have placeholders
 * @param status 200 for a rewrite, 404 and 410 for a page that says so, 3xx for a redirect
 * @param forced whether it holds although a file has this path
 */
public record RedirectRule(
        int line, PathPattern from, Map<String, String> query, String to, int status, boolean forced) {

    /** Copies the query. */
    public RedirectRule {
        query = Map.copyOf(query);
    }

    /** {@return whether the visitor is sent elsewhere, instead of being shown another file here} */
    public boolean isRedirect() {
        return status >= 300 && status < 400;
    }

    /** {@return what it says, as {@code 12: /old/* → /new/:splat}} */
    public String summary() {
        return line + ": " + from.written() + " → " + to;
    }
}
