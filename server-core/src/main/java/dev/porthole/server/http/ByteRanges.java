package dev.porthole.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The Range header field with the unit bytes (RFC 9110 section 14), as a pure function of the field and the
 * length of the representation.
 */
sealed interface ByteRanges {

    /**
     * A range of bytes.
     *
     * @param first position of the first byte, from 0
     * @param last position of the last byte, inclusive
     */
    record Range(long first, long last) {

        long length() {
            return last - first + 1;
        }
    }

    /** Not valid, not in bytes, or not reasonable: answer as if the field were absent. */
    record Ignored(String because) implements ByteRanges {}

    /** Valid, but no byte of the representation lies in it: 416. */
    record Unsatisfiable() implements ByteRanges {}

    /** What to send, in the order asked; overlapping ranges are merged. */
    record Satisfiable(List<Range> ranges) implements ByteRanges {}

    static ByteRanges parse(String field, long length, int mostRanges) {
        int equals = field.indexOf('=');
        if (equals < 0 || !field.substring(0, equals).equalsIgnoreCase("bytes")) {
            return new Ignored("unit");
        }
        List<Range> ranges = new ArrayList<>();
        int specs = 0;
        for (String member : field.substring(equals + 1).split(",", -1)) {
            String spec = Grammar.trim(member);
            if (spec.isEmpty()) {
                continue;
            }
            if (++specs > mostRanges) {
                return new Ignored("more than " + mostRanges + " ranges");
            }
            int dash = spec.indexOf('-');
            String from = dash < 0 ? "" : spec.substring(0, dash);
            String to = dash < 0 ? "" : spec.substring(dash + 1);
            if (dash < 0
                    || from.isEmpty() && to.isEmpty()
                    || !from.isEmpty() && !Grammar.isDigits(from)
                    || !to.isEmpty() && !Grammar.isDigits(to)) {
                return new Ignored("syntax");
            }
            long first = from.isEmpty() ? -1 : position(from);
            long last = to.isEmpty() ? Long.MAX_VALUE : position(to);
            if (first >= 0 && last < first) {
                return new Ignored("syntax");
            }
            if (first < 0) {
                if (last > 0 && length == 0) {
                    // A suffix of nothing is satisfiable, but a 206 has no way to say so (section 14.1.2).
                    return new Ignored("the file is empty");
                }
                first = Math.max(0, length - last);
                last = Long.MAX_VALUE;
            }
            if (first < length) {
                ranges.add(new Range(first, Math.min(last, length - 1)));
            }
        }
        if (specs == 0) {
            return new Ignored("syntax");
        }
        if (ranges.isEmpty()) {
            return new Unsatisfiable();
        }
        return reasonable(ranges, length);
    }

    private static ByteRanges reasonable(List<Range> asked, long length) {
        List<Range> sorted = new ArrayList<>(asked);
        sorted.sort(Comparator.comparingLong(Range::first));
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            Range before = merged.isEmpty() ? null : merged.getLast();
            if (before != null && range.first() <= before.last()) {
                merged.set(
                        merged.size() - 1, new Range(before.first(), Math.max(before.last(), range.last())));
            } else {
                merged.add(range);
            }
        }
        long total = merged.stream().mapToLong(Range::length).sum();
        if (merged.size() > 1 && total >= length) {
            return new Ignored("the ranges are the whole file");
        }
        return new Satisfiable(List.copyOf(merged.size() == asked.size() ? asked : merged));
    }

    /** Positions too large for a long lie beyond the end of any file. */
    private static long position(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
