package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapGrowthTest {

    private static final long MIB = 1 << 20;

    private long alive = 4 * MIB;
    private long used = alive;
    private int collections;

    private final HeapGrowth growth = new HeapGrowth(() -> used, () -> {
        used = alive;
        collections++;
    });

    @Test
    void aSmallHeapIsLeftAlone() {
        lookAt(HeapGrowth.LEAST_BYTES - 1);
        assertThat(collections).isZero();
    }

    @Test
    void garbageIsCollectedEachTimeItHasGrownTooMuch() {
        lookAt(HeapGrowth.LEAST_BYTES);
        assertThat(collections).isOne();
        lookAt(HeapGrowth.LEAST_BYTES - 1);
        assertThat(collections).isOne();
        lookAt(HeapGrowth.LEAST_BYTES);
        assertThat(collections).isEqualTo(2);
    }

    @Test
    void whatIsAliveIsNotCollectedAgainAndAgain() {
        alive = 40 * MIB;
        lookAt(alive);
        lookAt(alive);
        lookAt(2 * alive - 1);
        assertThat(collections).isOne();
        lookAt(2 * alive);
        assertThat(collections).isEqualTo(2);
    }

    @Test
    void afterManyHaveLeftLessIsTooMuchAgain() {
        alive = 40 * MIB;
        lookAt(alive);
        alive = 4 * MIB;
        lookAt(80 * MIB);
        lookAt(HeapGrowth.LEAST_BYTES);
        assertThat(collections).isEqualTo(3);
    }

    @Test
    void whatDiedAfterABusyHourIsCollectedInTheEnd() {
        alive = 100 * MIB;
        lookAt(alive);
        alive = 4 * MIB;
        for (int i = 0; i <= 2 * HeapGrowth.LOOKS_TO_LOWER; i++) {
            lookAt(99 * MIB);
        }
        assertThat(collections).isEqualTo(2);
    }

    private void lookAt(long nowUsed) {
        used = nowUsed;
        growth.look();
    }
}
