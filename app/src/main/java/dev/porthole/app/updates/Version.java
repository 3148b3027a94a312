package dev.porthole.app.updates;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as semantic versioning 2.0.0 orders them, so that 0.10.0 comes after 0.9.0, and 1.0.0-rc.1 before 1.0.0.
 *
 * @param preRelease what follows the hyphen; empty for a release
 */
record Version(int major, int minor, int patch, String preRelease) implements Comparable<Version> {

    private static final int LONGEST = 100;
    private static final Pattern FORM = Pattern.compile("[vV]?(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?"
            + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z.-]+)?");
    private static final Comparator<Version> BY_NUMBERS =
            Comparator.comparingInt(Version::major).thenComparingInt(Version::minor).thenComparingInt(Version::patch);

    /** Reads a version, or the name of a tag: {@code v} may precede it, and what follows a plus does not count. */
    static Optional<Version> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Version(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)),
                parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3)),
                parts.group(4) == null ? "" : parts.group(4)));
    }

    @Override
    public int compareTo(Version other) {
        int byNumbers = BY_NUMBERS.compare(this, other);
        if (byNumbers != 0 || preRelease.equals(other.preRelease)) {
            return byNumbers;
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return preRelease.isEmpty() ? 1 : -1;
        }
        String[] mine = preRelease.split("\\.");
        String[] others = other.preRelease.split("\\.");
        for (int i = 0; i < Math.min(mine.length, others.length); i++) {
            int order = compareIdentifiers(mine[i], others[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(mine.length, others.length);
    }

    /** Numbers by their value and before words. */
    private static int compareIdentifiers(String one, String other) {
        boolean isNumber = isNumber(one);
        if (isNumber != isNumber(other)) {
            return isNumber ? -1 : 1;
        }
        // Without leading zeros, which the form of versions forbids, the longer number is the greater.
        int byLength = isNumber ? Integer.compare(one.length(), other.length()) : 0;
        return byLength == 0 ? one.compareTo(other) : byLength;
    }

    private static boolean isNumber(String identifier) {
        return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + preRelease);
    }
}
