package dev.porthole.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventRingTest {

    private static final int ENOUGH = 10 * EventRing.SLOTS;

    private final EventRing ring = new EventRing();
    private final List<Long> taken = new ArrayList<>();

    private void put(long first, long end) {
        for (long i = first; i < end; i++) {
            ring.put(event(i));
        }
    }

    private static LoopEvent event(long sequence) {
        return new LoopEvent.RoundEnded(sequence, sequence, 0, 0);
    }

    private int take(int most) {
        return ring.take(most, event -> taken.add(event.sequence()));
    }

    @Test
    void anEmptyRingGivesNothing() {
        assertThat(take(ENOUGH)).isZero();
        assertThat(ring.lost()).isZero();
    }

    @Test
    void eventsComeOutInOrderAndOnce() {
        put(0, 5);
        assertThat(take(3)).isEqualTo(3);
        put(5, 7);
        assertThat(take(ENOUGH)).isEqualTo(4);
        assertThat(take(ENOUGH)).isZero();
        assertThat(taken).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void aFullRingHasLostNothing() {
        put(0, EventRing.SLOTS);
        assertThat(take(ENOUGH)).isEqualTo(EventRing.SLOTS);
        assertThat(ring.lost()).isZero();
    }

    @Test
    void theOldestAreLostAndCounted() {
        put(0, EventRing.SLOTS + 1);
        assertThat(take(ENOUGH)).isEqualTo(EventRing.SLOTS);
        assertThat(ring.lost()).isEqualTo(1);
        assertThat(taken.getFirst()).isEqualTo(1);
    }

    @Test
    void aReaderThatWasLappedSeveralTimesLosesAllButTheNewestRing() {
        put(0, 10);
        take(4);
        put(10, 3 * EventRing.SLOTS + 17);
        assertThat(take(ENOUGH)).isEqualTo(EventRing.SLOTS);
        assertThat(ring.lost()).isEqualTo(2 * EventRing.SLOTS + 17 - 4);
        assertThat(taken.subList(0, 5)).containsExactly(0L, 1L, 2L, 3L, 2L * EventRing.SLOTS + 17);
        assertThat(taken.getLast()).isEqualTo(3L * EventRing.SLOTS + 16);
    }

    /** Whatever the two threads do, each event is either taken, in order, or counted as lost. */
    @Test
    @Timeout(60)
    void whatIsNotTakenFromABusyLoopIsCounted() throws Exception {
        long total = 3_000_000;
        CompletableFuture<Void> loop = CompletableFuture.runAsync(() -> put(0, total));
        long count = 0;
        long[] last = {-1};
        long[] disorder = {0};
        while (last[0] < total - 1) {
            count += ring.take(1_000, event -> {
                if (event.sequence() <= last[0]) {
                    disorder[0]++;
                }
                last[0] = event.sequence();
            });
        }
        loop.get(10, TimeUnit.SECONDS);
        assertThat(disorder[0]).isZero();
        assertThat(count + ring.lost()).isEqualTo(total);
        assertThat(ring.take(ENOUGH, event -> {})).isZero();
    }
}
