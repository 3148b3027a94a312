package dev.porthole.app.requests;

import dev.porthole.server.event.EventLog;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which values the rows of a log have, and how often. Counted for one key at a time, and again only when the log
 * has gone on. Used by one thread at a time.
 */
final class SeenValues {

    /** Among so many different ones nobody looks any further; a client could make up any number of paths. */
    private static final int MOST_VALUES = 20_000;

    private final EventLog log;
    private final RowFacts facts;
    private @Nullable FilterKey key;
    private long from;
    private long until;
    private List<Seen> counted = List.of();

    /**
     * A value and how often it was seen.
     *
     * @param value as the table shows it
     * @param count in how many rows
     */
    record Seen(String value, long count) {}

    SeenValues(EventLog log, RowFacts facts) {
        this.log = log;
        this.facts = facts;
    }

    /**
     * The values that have something in them, the most frequent first.
     *
     * @param typed what must be found in them
     * @param first the first request that counts
     */
    List<Seen> values(FilterKey wanted, String typed, int limit, long first) {
        long newest = log.newestNumber();
        if (wanted != key || first != from || newest != until) {
            count(wanted, first, newest);
        }
        Needle needle = new Needle(typed);
        return counted.stream()
                .filter(one -> needle.isIn(one.value()))
                .limit(limit)
                .toList();
    }

    private void count(FilterKey wanted, long first, long newest) {
        Map<String, Integer> counts = new HashMap<>();
        for (long number = first; number <= newest; number++) {
            String value = facts.value(wanted, number);
            if (!value.isEmpty() && (counts.size() < MOST_VALUES || counts.containsKey(value))) {
                counts.merge(value, 1, Integer::sum);
            }
        }
        key = wanted;
        from = first;
        until = newest;
        counted = counts.entrySet().stream()
                .map(entry -> new Seen(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Seen::count).reversed().thenComparing(Seen::value))
                .toList();
    }
}
