package dev.porthole.app.pages;

import java.util.Locale;

/**
 * The fields of a request head that tell which page a request belongs to.
 *
 * @param known whether there was a head to read; the log forgets old ones
 * @param host the Host, in lower case
 * @param referer the page, style sheet or script that asked, as {@code host/path?query}, or empty
 * @param userAgent the program that asked
 * @param destination what the answer is wanted for (Sec-Fetch-Dest, Fetch Metadata), or empty
 * @param acceptsHtml whether an HTML page is among what is accepted by name
 */
record RequestFields(
        boolean known, String host, String referer, String userAgent, String destination, boolean acceptsHtml) {

    private static final RequestFields UNKNOWN = new RequestFields(false, "", "", "", "", false);

    /** Reads a head as it was received. */
    static RequestFields read(String head) {
        if (head.isEmpty()) {
            return UNKNOWN;
        }
        String host = "";
        String referer = "";
        String userAgent = "";
        String destination = "";
        boolean acceptsHtml = false;
        int end = head.indexOf('\n');
        while (end >= 0) {
            int start = end + 1;
            end = head.indexOf('\n', start);
            int colon = head.indexOf(':', start);
            if (end < 0 || colon < 0 || colon > end) {
                continue;
            }
            // The length of its name tells most fields apart, so that few need to be compared.
            switch (colon - start) {
                case 4 -> host = is(head, start, "host") ? value(head, colon, end).toLowerCase(Locale.ROOT) : host;
                case 6 -> acceptsHtml |= is(head, start, "accept") && value(head, colon, end).contains("text/html");
                case 7 -> referer = is(head, start, "referer") ? address(value(head, colon, end)) : referer;
                case 10 -> userAgent = is(head, start, "user-agent") ? value(head, colon, end) : userAgent;
                case 14 -> destination = is(head, start, "sec-fetch-dest") ? value(head, colon, end) : destination;
                default -> {
                    // Says nothing about pages.
                }
            }
        }
        return new RequestFields(true, host, referer, userAgent, destination, acceptsHtml);
    }

    /** The address of a target on this request's host, in the form of {@link #referer}. */
    String addressOf(String target) {
        return target.startsWith("/") ? host + target : address(target);
    }

    private static boolean is(String head, int start, String name) {
        return head.regionMatches(true, start, name, 0, name.length());
    }

    private static String value(String head, int colon, int end) {
        return head.substring(colon + 1, end).strip();
    }

    /** An absolute address without its scheme and fragment, the host in lower case. */
    private static String address(String url) {
        int start = url.indexOf("://") + 3;
        if (start < 3) {
            return "";
        }
        int fragment = url.indexOf('#', start);
        int end = fragment < 0 ? url.length() : fragment;
        int path = url.indexOf('/', start);
        if (path < 0 || path > end) {
            return url.substring(start, end).toLowerCase(Locale.ROOT) + "/";
        }
        return url.substring(start, path).toLowerCase(Locale.ROOT) + url.substring(path, end);
    }
}
