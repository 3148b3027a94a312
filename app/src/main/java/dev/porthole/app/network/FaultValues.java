package dev.porthole.app.network;

import dev.porthole.server.conditions.Fault;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what people type for a fault: {@code 2 s}, {@code 503}, {@code 50 %}, {@code 10 kB}. Pure functions. */
public final class FaultValues {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6}) *(ms|s)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,12}) *(B|kB|MB)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}) *%");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final long KILO = 1_000;
    private static final long MEGA = 1_000_000;
    private static final int ALL = 100;

    private FaultValues() {}

    /** A time that a fault may last; empty for what is none. */
    public static Optional<Duration> time(String typed) {
        Matcher matcher = TIME.matcher(typed.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        boolean seconds = matcher.group(2).equalsIgnoreCase("s");
        return Optional.of(seconds ? Duration.ofSeconds(number) : Duration.ofMillis(number))
                .filter(time -> time.compareTo(Fault.LONGEST) <= 0);
    }

    /** The status of an error; empty for what is none. */
    public static Optional<Integer> status(String typed) {
        return number(typed, Fault.Status.LOWEST, Fault.Status.HIGHEST);
    }

    /** A number within limits; empty for what is none. */
    public static Optional<Integer> number(String typed, int lowest, int highest) {
        String number = typed.strip();
        return NUMBER.matcher(number).matches()
                ? Optional.of(Integer.parseInt(number)).filter(n -> n >= lowest && n <= highest)
                : Optional.empty();
    }

    /** Where an answer is cut; empty for what is no such place. */
    public static Optional<Fault.Cut> cut(String typed) {
        Matcher percent = PERCENT.matcher(typed.strip());
        if (percent.matches()) {
            int number = Integer.parseInt(percent.group(1));
            return number <= ALL ? Optional.of(new Fault.Cut(number, true)) : Optional.empty();
        }
        Matcher bytes = BYTES.matcher(typed.strip());
        if (!bytes.matches()) {
            return Optional.empty();
        }
        long unit = switch (bytes.group(2).toLowerCase(Locale.ROOT)) {
            case "kb" -> KILO;
            case "mb" -> MEGA;
            default -> 1;
        };
        return Optional.of(new Fault.Cut(Long.parseLong(bytes.group(1)) * unit, false));
    }

    /** The fault of a kind; empty when what was typed does not fit. */
    static Optional<Fault> read(FaultKind kind, String typed) {
        return switch (kind) {
            case DELAY -> time(typed).map(Fault.Delay::new);
            case STATUS -> status(typed).map(status -> new Fault.Status(status, null));
            case CUT -> cut(typed).map(cut -> cut);
            case HANG -> Optional.of(new Fault.Hang());
        };
    }
}
