package dev.porthole.server.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How the time of a line is shared, in a time of our own. */
class PaceTest {

    private static final long START = Long.MAX_VALUE - 5; // System.nanoTime may overflow at any time.
    private static final long BITS = 8_000_000;
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Pace pace = new Pace(START);

    private long reserve(long bytes, long afterNanos) {
        return pace.reserve(bytes, BITS, START + afterNanos) - START;
    }

    @Test
    void bytesTakeTheirTimeOneBehindTheOther() {
        reserve(20_000, 0);
        assertThat(reserve(1_000, 0)).isEqualTo(MILLI);
        assertThat(reserve(5_000, 0)).isEqualTo(6 * MILLI);
        assertThat(reserve(1_000, 2 * MILLI)).isEqualTo(7 * MILLI);
    }

    @Test
    void whoComesALittleLateLosesNothing() {
        reserve(20_000, 0);
        long carried = 0;
        long now = 0;
        for (int i = 0; i < 100; i++) {
            carried = reserve(10_000, now);
            now = Math.max(now, carried) + 3 * MILLI;
        }
        assertThat(carried).isEqualTo(1_000 * MILLI);
    }

    @Test
    void anIdleLineSavesNoMoreThanTheSpareTime() {
        assertThat(reserve(0, 10_000 * MILLI)).isEqualTo(10_000 * MILLI - Pace.SPARE_NANOS);
        assertThat(reserve(30_000, 10_000 * MILLI)).isEqualTo(10_010 * MILLI);
    }

    @Test
    void aLineThatChangesIsFreeAtOnce() {
        reserve(100_000_000, 0);
        pace.reset(START + MILLI);
        assertThat(reserve(1_000, MILLI)).isEqualTo(2 * MILLI);
    }

    @Test
    void anUnlimitedLineTakesNoTime() {
        assertThat(pace.reserve(Long.MAX_VALUE, NetworkProfile.UNLIMITED, START)).isEqualTo(START);
        assertThat(reserve(20_000, 0)).isZero();
    }
}
