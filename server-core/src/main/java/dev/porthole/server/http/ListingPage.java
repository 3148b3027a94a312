package dev.porthole.server.http;

import dev.porthole.server.files.DirectoryListing;
import dev.porthole.server.files.DirectoryListing.Column;
import dev.porthole.server.files.PercentEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A directory as a page: a table that can be sorted by its headings, without scripts. */
final class ListingPage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Turned into bytes piece by piece: a long page as one text would be there several times for a moment. */
    private static final int CHUNK = 8 << 10;

    private static final int FRAME_BYTES = 4 << 10;
    private static final int ROW_BYTES = 192;

    /** How the visitor asked for it: {@code ?sort=name|size|modified&order=asc|desc}. */
    record Sorting(Column column, boolean descending) {

        static Sorting of(@Nullable String query) {
            Column column = Column.NAME;
            boolean descending = false;
            for (String parameter : query == null ? new String[0] : query.split("&")) {
                switch (parameter) {
                    case "sort=size" -> column = Column.SIZE;
                    case "sort=modified" -> column = Column.MODIFIED;
                    case "order=desc" -> descending = true;
                    default -> {
                        // Other parameters belong to the page that linked here.
                    }
                }
            }
            return new Sorting(column, descending);
        }
    }

    private final Page page;
    private final Sorting sorting;

    private ListingPage(Page page, Sorting sorting) {
        this.page = page;
        this.sorting = sorting;
    }

    static byte[] html(Page page, List<String> names, DirectoryListing listing, Sorting sorting) {
        return new ListingPage(page, sorting).render(names, listing);
    }

    private byte[] render(List<String> names, DirectoryListing listing) {
        StringBuilder path = new StringBuilder("/");
        for (String name : names) {
            path.append(PercentEncoding.readable(name)).append('/');
        }
        ByteArrayOutputStream html = new ByteArrayOutputStream(FRAME_BYTES + listing.entries().size() * ROW_BYTES);
        StringBuilder body = new StringBuilder(CHUNK * 2);
        body.append(page.beforeBody(path.toString()));
        body.append("<h1>").append(trail(names)).append("</h1>\n<table>\n<thead><tr>");
        heading(body, Column.NAME, "name", "");
        heading(body, Column.SIZE, "size", " class=\"n\"");
        heading(body, Column.MODIFIED, "modified", " class=\"n\"");
        body.append("</tr></thead>\n<tbody>\n");
        if (!names.isEmpty()) {
            body.append("<tr><td><a href=\"../\">../</a></td><td></td><td></td></tr>\n");
        }
        for (DirectoryListing.Entry entry : listing.entries()) {
            row(body, entry);
            if (body.length() > CHUNK) {
                encode(body, html);
            }
        }
        body.append("</tbody>\n</table>\n");
        if (listing.entries().isEmpty()) {
            body.append("<p class=\"dim\">").append(page.text("listing.empty")).append("</p>\n");
        }
        if (listing.truncated()) {
            body.append("<p class=\"dim\">")
                    .append(page.text("listing.truncated", listing.entries().size()))
                    .append("</p>\n");
        }
        body.append(Page.AFTER_BODY);
        encode(body, html);
        return html.toByteArray();
    }

    private static void encode(StringBuilder text, ByteArrayOutputStream html) {
        html.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    /** The path as links to each directory on the way. */
    private static String trail(List<String> names) {
        StringBuilder trail = new StringBuilder();
        trail.append(names.isEmpty() ? "/" : "<a href=\"" + "../".repeat(names.size()) + "\">/</a>");
        for (int i = 0; i < names.size(); i++) {
            String name = Page.escape(PercentEncoding.readable(names.get(i)));
            int up = names.size() - 1 - i;
            trail.append(up == 0 ? name : "<a href=\"" + "../".repeat(up) + "\">" + name + "</a>");
            trail.append('/');
        }
        return trail.toString();
    }

    private void heading(StringBuilder body, Column column, String word, String attributes) {
        boolean current = sorting.column() == column;
        boolean nextDescending = current && !sorting.descending();
        body.append("<th scope=\"col\"").append(attributes);
        if (current) {
            body.append(" aria-sort=\"").append(sorting.descending() ? "descending" : "ascending").append('"');
        }
        body.append("><a href=\"?sort=").append(word);
        body.append(nextDescending ? "&amp;order=desc" : "").append("\">");
        body.append(page.text("listing." + word)).append("</a>");
        body.append(current ? sorting.descending() ? " ↓" : " ↑" : "").append("</th>");
    }

    private static void row(StringBuilder body, DirectoryListing.Entry entry) {
        String slash = entry.directory() ? "/" : "";
        body.append("<tr><td><a href=\"./");
        PercentEncoding.encode(entry.name(), body);
        body.append(slash).append("\">").append(Page.escape(entry.readableName())).append(slash);
        body.append("</a></td><td class=\"n\" title=\"").append(entry.size()).append(" B\">");
        body.append(entry.directory() ? "" : size(entry.size())).append("</td><td class=\"n\">");
        body.append(TIME.format(entry.modified().atZone(ZoneId.systemDefault()))).append("</td></tr>\n");
    }

    private static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.95) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %cB", value, "kMGTPE".charAt(unit));
    }
}
