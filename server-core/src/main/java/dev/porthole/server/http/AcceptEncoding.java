package dev.porthole.server.http;

import dev.porthole.server.coding.ContentCoding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which content codings a client likes better than none (RFC 9110 section 12.5.3). There is one object for each
 * possible wish, a few dozen in all, so that they can be compared by identity.
 */
final class AcceptEncoding {

    private static final int ALWAYS = 1000;
    private static final Map<List<List<ContentCoding>>, AcceptEncoding> ALL = new ConcurrentHashMap<>();

    /** No coding at all, which every client understands. */
    static final AcceptEncoding NONE = of(List.of());

    private final List<List<ContentCoding>> choices;

    private AcceptEncoding(List<List<ContentCoding>> choices) {
        this.choices = choices;
    }

    private static AcceptEncoding of(List<List<ContentCoding>> choices) {
        return ALL.computeIfAbsent(choices, AcceptEncoding::new);
    }

    /**
     * Reads the field. Without it a client says that anything is fine, which is said by old programs that can read
     * nothing; so they get content as it is, and so does whoever breaks the grammar. A client that refuses content as
     * it is ({@code identity;q=0}) still gets it where there is nothing else, as section 12.5.3 leaves to the server.
     *
     * @param value all its lines combined, or null when it is absent
     */
    static AcceptEncoding parse(@Nullable String value) {
        if (value == null) {
            return NONE;
        }
        Map<ContentCoding, Integer> named = new EnumMap<>(ContentCoding.class);
        int identity = -1;
        int others = -1;
        for (String member : value.split(",")) {
            String[] parts = member.split(";", -1);
            String name = Grammar.trim(parts[0]);
            if (name.isEmpty() && parts.length == 1) {
                continue;
            }
            int weight = weight(parts);
            if (!Grammar.isToken(name) || weight < 0) {
                return NONE;
            }
            Optional<ContentCoding> coding = ContentCoding.named(name);
            if (name.equals("*")) {
                others = others < 0 ? weight : Math.min(others, weight);
            } else if (name.equalsIgnoreCase("identity")) {
                identity = identity < 0 ? weight : Math.min(identity, weight);
            } else if (coding.isPresent()) {
                // Named twice: who says both yes and no may mean no.
                named.merge(coding.get(), weight, Math::min);
            }
        }
        return ranked(named, others, identity < 0 ? Math.max(others, 0) : identity);
    }

    /** Those at least as welcome as content as it is, the most welcome first. */
    private static AcceptEncoding ranked(Map<ContentCoding, Integer> named, int others, int identity) {
        TreeMap<Integer, List<ContentCoding>> byWeight = new TreeMap<>();
        for (ContentCoding coding : ContentCoding.values()) {
            int weight = named.getOrDefault(coding, others);
            if (weight > 0 && weight >= identity) {
                byWeight.computeIfAbsent(weight, each -> new ArrayList<>()).add(coding);
            }
        }
        return of(byWeight.descendingMap().values().stream().map(List::copyOf).toList());
    }

    /** The weight in thousandths (12.4.2), or -1 when it breaks the grammar. */
    private static int weight(String[] parts) {
        if (parts.length == 1) {
            return ALWAYS;
        }
        String text = Grammar.trim(parts[1]);
        boolean wellFormed = parts.length == 2 && text.matches("[qQ]=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)");
        return wellFormed ? (int) Math.round(Double.parseDouble(text.substring(2)) * ALWAYS) : -1;
    }

    /** The codings as groups: those in one are equally welcome, in the order of this server's own preference. */
    List<List<ContentCoding>> choices() {
        return choices;
    }
}
