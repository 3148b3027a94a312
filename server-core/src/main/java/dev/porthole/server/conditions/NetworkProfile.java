package dev.porthole.server.conditions;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a network seems to be. The bits are those of what the server sends and receives: the headers of TCP and IP, three
 * or four hundredths more, are not counted.
 *
 * @param name what people call it; it stands in the log
 * @param downBitsPerSecond how many bits get to the device in a second; {@link #UNLIMITED} for as many as may be
 * @param upBitsPerSecond how many come from it
 * @param roundTrip how long it takes to the device and back, beside what the bits take: half of it each way, and once
 *     as a whole before the first request of a connection, where TCP shakes hands (RFC 9293 section 3.5)
 */
public record NetworkProfile(String name, long downBitsPerSecond, long upBitsPerSecond, Duration roundTrip) {

    /** As many bits as may be. */
    public static final long UNLIMITED = 0;

    /** The slowest line: one packet in one and a half seconds. */
    public static final long SLOWEST = 8_000;

    /** The fastest line that is held back. */
    public static final long FASTEST = 100_000_000_000L;

    /** The farthest place: light goes to the moon and back three times. */
    public static final Duration LONGEST_ROUND_TRIP = Duration.ofSeconds(10);

    private static final long KILOBIT = 1_000;

    /** WebPageTest's "4G": 9 Mbit/s each way, 170 ms. */
    public static final NetworkProfile FOURTH_GENERATION =
            new NetworkProfile("4G", 9_000_000, 9_000_000, Duration.ofMillis(170));

    /** WebPageTest's "3G": 1.6 Mbit/s down, 768 kbit/s up, 300 ms. */
    public static final NetworkProfile THIRD_GENERATION =
            new NetworkProfile("3G", 1_600_000, 768_000, Duration.ofMillis(300));

    /** WebPageTest's "DSL": 1.5 Mbit/s down, 384 kbit/s up, 50 ms. */
    public static final NetworkProfile SLOW_DSL =
            new NetworkProfile("DSL", 1_500_000, 384_000, Duration.ofMillis(50));

    /** WebPageTest's "Mobile Edge", of the second generation: 240 kbit/s down, 200 kbit/s up, 840 ms. */
    public static final NetworkProfile EDGE =
            new NetworkProfile("EDGE", 240_000, 200_000, Duration.ofMillis(840));

    /** Those that have a name, the fastest first. The numbers are those of WebPageTest's connection profiles. */
    public static final List<NetworkProfile> PRESETS =
            List.of(FOURTH_GENERATION, THIRD_GENERATION, SLOW_DSL, EDGE);

    /** Checks that everything is within the limits. */
    public NetworkProfile {
        checkBits(downBitsPerSecond);
        checkBits(upBitsPerSecond);
        if (roundTrip.isNegative() || roundTrip.compareTo(LONGEST_ROUND_TRIP) > 0) {
            throw new IllegalArgumentException("a round trip of " + roundTrip);
        }
    }

    private static void checkBits(long bits) {
        if (!isPossible(bits)) {
            throw new IllegalArgumentException(bits + " bits per second");
        }
    }

    /**
     * {@return whether a line may have so many bits per second}
     *
     * @param bits bits per second, in one direction
     */
    public static boolean isPossible(long bits) {
        return bits == UNLIMITED || bits >= SLOWEST && bits <= FASTEST;
    }

    /**
     * {@return a profile that nobody has a name for, called by its numbers: {@code 1600/768 kbit/s, 300 ms}}
     *
     * @param downBitsPerSecond towards the client
     * @param upBitsPerSecond from the client
     * @param roundTrip what the line adds to the time there and back
     */
    public static NetworkProfile custom(long downBitsPerSecond, long upBitsPerSecond, Duration roundTrip) {
        String name = kilobits(downBitsPerSecond) + "/" + kilobits(upBitsPerSecond) + " kbit/s, "
                + roundTrip.toMillis() + " ms";
        return new NetworkProfile(name, downBitsPerSecond, upBitsPerSecond, roundTrip);
    }

    private static String kilobits(long bits) {
        if (bits == UNLIMITED) {
            return "∞";
        }
        // BigDecimal, which is exact too, would first have to be loaded when the window opens.
        String rest = Long.toString(KILOBIT + bits % KILOBIT).substring(1).replaceFirst("0+$", "");
        return bits / KILOBIT + (rest.isEmpty() ? "" : "." + rest);
    }

    /**
     * {@return the profile that is called so, in any case}
     *
     * @param name as on the command line, such as {@code 3g}
     */
    public static Optional<NetworkProfile> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return PRESETS.stream().filter(each -> each.name().toLowerCase(Locale.ROOT).equals(wanted)).findFirst();
    }
}
