package dev.porthole.server.event;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the content of an answer came into its coding: the detail of a {@link Why} whose rule tells how the file was
 * found.
 *
 * @param coding its name in Content-Encoding
 * @param beside the file beside the original that holds it; null when the server encoded it
 * @param plainLength how many bytes it was made of; 0 when that is not known
 * @param codedLength how many bytes it became; 0 when that is not known
 * @param millis how long that took, the first time
 */
public record CodingFact(
        String coding, @Nullable String beside, long plainLength, long codedLength, double millis) {

    private static final Pattern BESIDE = Pattern.compile("(br|zstd|gzip) from (.+)", Pattern.DOTALL);
    private static final Pattern ENCODED =
            Pattern.compile("(br|zstd|gzip) (\\d{1,12}) -> (\\d{1,12}) bytes in (\\d{1,9}\\.\\d{1,3}) ms");
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * {@return the detail for content that a file beside the original holds}
     *
     * @param coding the coding's name in header fields
     * @param name the name of the file that was sent instead
     */
    public static String beside(String coding, String name) {
        return coding + " from " + name;
    }

    /**
     * {@return the detail for content that the server encoded}
     *
     * @param coding the coding's name in header fields
     * @param plainLength bytes before
     * @param codedLength bytes after
     * @param nanos how long it took
     */
    public static String encoded(String coding, long plainLength, long codedLength, long nanos) {
        return String.format(Locale.ROOT, "%s %d -> %d bytes in %.1f ms",
                coding, plainLength, codedLength, nanos / NANOS_PER_MILLI);
    }

    /**
     * Reads such a detail; empty for any other.
     *
     * @param detail a {@link Why#detail}
     * @return the fact that it states
     */
    public static Optional<CodingFact> of(String detail) {
        Matcher encoded = ENCODED.matcher(detail);
        if (encoded.matches()) {
            return Optional.of(new CodingFact(
                    encoded.group(1), null, Long.parseLong(encoded.group(2)), Long.parseLong(encoded.group(3)),
                    Double.parseDouble(encoded.group(4))));
        }
        Matcher beside = BESIDE.matcher(detail);
        return beside.matches()
                ? Optional.of(new CodingFact(beside.group(1), beside.group(2), 0, 0, 0)) : Optional.empty();
    }
}
