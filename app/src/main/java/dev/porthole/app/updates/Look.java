package dev.porthole.app.updates;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A look for a new version.
 *
 * @param at when it began
 * @param outcome how it ended
 * @param details what the outcome has to say besides; no spaces in them
 */
record Look(Instant at, Outcome outcome, List<String> details) {

    private static final Duration PAUSE = Duration.ofDays(1);

    /** Reads what {@link #text} wrote, or nothing if it is anything else. */
    static Optional<Look> parse(String text) {
        try {
            List<String> words = List.of(text.strip().split(" "));
            Outcome outcome = Outcome.valueOf(words.get(1));
            List<String> details = words.subList(2, words.size());
            boolean whole = details.size() == switch (outcome) {
                case NEWER -> 2;
                case TOO_SLOW, REFUSED -> 1;
                default -> 0;
            };
            return whole ? Optional.of(new Look(Instant.parse(words.getFirst()), outcome, details)) : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** One line for the settings. */
    String text() {
        return Stream.concat(Stream.of(at.toString(), outcome.name()), details.stream())
                .collect(Collectors.joining(" "));
    }

    /** Whether the next one may begin by itself. A clock that was put back must not forbid it for years. */
    boolean isLongAgo(Instant now) {
        return now.isBefore(at) || !now.isBefore(at.plus(PAUSE));
    }

    /** The release that it found, if that is later than this version. */
    Optional<Release> newerThan(Version version, URI asked) {
        return outcome != Outcome.NEWER ? Optional.empty()
                : Release.of(details.getFirst(), details.getLast(), asked)
                        .filter(release -> release.version().compareTo(version) > 0);
    }
}
