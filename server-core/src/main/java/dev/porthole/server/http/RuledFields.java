package dev.porthole.server.http;

import dev.porthole.server.event.FieldOrigin;
import dev.porthole.server.event.Rule;
import dev.porthole.server.hosting.RuledField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The header fields of one answer that rules of the site ask for. What they say about caches and content holds for
 * files only: an error, a listing or a redirect that is kept for a year would outlive its cause. A 304 carries what
 * the 200 would have carried, but nothing about content (RFC 9110 section 15.4.5).
 */
final class RuledFields {

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;
    private static final String CONTENT_TYPE = "content-type";

    private final List<RuledField> fields = new ArrayList<>();
    private final Set<String> replaced = new HashSet<>();
    private final List<FieldOrigin> origins = new ArrayList<>();

    private RuledFields() {}

    /** Those of all fields for a path that belong to an answer. */
    static RuledFields of(List<RuledField> all, Response response) {
        RuledFields chosen = new RuledFields();
        int status = response.status();
        boolean content = response.file() != null && (status == OK || status == PARTIAL);
        boolean file = content || status == NOT_MODIFIED;
        for (RuledField field : all) {
            if (field.isAboutContent() ? content : !field.isAboutCaches() || file) {
                chosen.add(field, response);
            }
        }
        return chosen;
    }

    private void add(RuledField field, Response response) {
        String name = field.name().toLowerCase(Locale.ROOT);
        String value = field.value();
        if (name.equals(CONTENT_TYPE)) {
            // Stands in the answer already, where several parts have a type each.
            if (value != null && response.why().rule() != Rule.RANGES) {
                origins.add(new FieldOrigin("Content-Type", value, field.source(), field.detail()));
            }
            return;
        }
        if (!field.isAdded()) {
            replaced.add(name);
        }
        if (value != null) {
            fields.add(field);
            origins.add(new FieldOrigin(field.name(), value, field.source(), field.detail()));
        }
    }

    /** Where the lines come from. */
    List<FieldOrigin> origins() {
        return List.copyOf(origins);
    }

    /** A head with these fields instead of the server's own ones. */
    String into(String head) {
        StringBuilder changed = new StringBuilder(head.length() + 200);
        String[] lines = head.split("\r\n");
        for (int i = 0; i < lines.length; i++) {
            int colon = i == 0 ? -1 : lines[i].indexOf(':');
            if (colon < 0 || !replaced.contains(lines[i].substring(0, colon).toLowerCase(Locale.ROOT))) {
                changed.append(lines[i]).append("\r\n");
            }
        }
        for (RuledField field : fields) {
            changed.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        return changed.append("\r\n").toString();
    }
}
