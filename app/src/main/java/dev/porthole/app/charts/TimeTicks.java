package dev.porthole.app.charts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The moments at which the time axis has its lines: full seconds, minutes, hours or days by the local clock. */
final class TimeTicks {

    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;
    private static final long[] STEP_SECONDS = {
        1, 2, 5, 10, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
        HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 5 * DAY, 10 * DAY
    };
    private static final long MILLIS = 1_000;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAYS = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);

    private TimeTicks() {}

    /**
     * One line.
     *
     * @param millis where it is, milliseconds since 1970
     * @param label how its moment is written
     */
    record Tick(long millis, String label) {}

    /**
     * The lines between two moments.
     *
     * @param most how many there may be, at least 1
     */
    static List<Tick> between(long fromMillis, long toMillis, int most, ZoneId zone) {
        long step = MILLIS * stepSeconds((toMillis - fromMillis) / MILLIS, most);
        long offset = MILLIS * zone.getRules().getOffset(Instant.ofEpochMilli(fromMillis)).getTotalSeconds();
        List<Tick> ticks = new ArrayList<>();
        long first = Math.ceilDiv(fromMillis + offset, step) * step - offset;
        for (long millis = first; millis <= toMillis; millis += step) {
            ticks.add(new Tick(millis, label(Instant.ofEpochMilli(millis).atZone(zone), step)));
        }
        return ticks;
    }

    private static long stepSeconds(long seconds, int most) {
        for (long step : STEP_SECONDS) {
            if (seconds / step < most) {
                return step;
            }
        }
        return STEP_SECONDS[STEP_SECONDS.length - 1];
    }

    private static String label(ZonedDateTime at, long stepMillis) {
        if (stepMillis < MINUTE * MILLIS) {
            return SECONDS.format(at);
        }
        boolean midnight = at.toLocalTime().toSecondOfDay() == 0;
        return midnight || stepMillis >= DAY * MILLIS ? DAYS.format(at) : MINUTES.format(at);
    }
}
