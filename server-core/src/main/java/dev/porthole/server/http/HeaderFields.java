package dev.porthole.server.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of one message, in the order received. Names are compared without regard to case. */
final class HeaderFields {

    private final List<String> names = new ArrayList<>(12);
    private final List<String> values = new ArrayList<>(12);

    void add(String name, String value) {
        names.add(name);
        values.add(value);
    }

    int size() {
        return names.size();
    }

    int count(String name) {
        int count = 0;
        for (String each : names) {
            if (each.equalsIgnoreCase(name)) {
                count++;
            }
        }
        return count;
    }

    boolean has(String name) {
        return count(name) > 0;
    }

    /** The value of a field that must stand once only, or null when it is absent or repeated. */
    @Nullable String single(String name) {
        return count(name) == 1 ? combined(name) : null;
    }

    /** All values of a list field joined with commas (RFC 9110 section 5.3), or null when it is absent. */
    @Nullable String combined(String name) {
        String combined = null;
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                combined = combined == null ? values.get(i) : combined + ", " + values.get(i);
            }
        }
        return combined;
    }

    /** The members of a comma-separated list of tokens; empty members are left out. */
    List<String> members(String name) {
        String combined = combined(name);
        List<String> members = new ArrayList<>();
        if (combined != null) {
            for (String member : combined.split(",")) {
                String trimmed = Grammar.trim(member);
                if (!trimmed.isEmpty()) {
                    members.add(trimmed);
                }
            }
        }
        return members;
    }

    boolean hasMember(String name, String member) {
        return members(name).stream().anyMatch(member::equalsIgnoreCase);
    }
}
