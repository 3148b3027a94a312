package dev.porthole.server.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.conditions.Fault.Hang;
import dev.porthole.server.conditions.Fault.Status;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final InetAddress DEVICE = InetAddress.ofLiteral("192.0.2.7");

    private final Conditions conditions = new Conditions();

    @Test
    void areGoodUntilSomebodySaysOtherwise() {
        assertThat(conditions.areBad()).isFalse();
        conditions.throttle(NetworkProfile.THIRD_GENERATION);
        assertThat(conditions.areBad()).isTrue();
        conditions.throttle(null);
        assertThat(conditions.areBad()).isFalse();
        conditions.throttle(DEVICE, null);
        assertThat(conditions.areBad()).as("a device that has the real network").isFalse();
        conditions.throttle(DEVICE, NetworkProfile.EDGE);
        assertThat(conditions.areBad()).isTrue();
        conditions.throttleAsEveryone(DEVICE);
        assertThat(conditions.areBad()).isFalse();
        conditions.setFaults(List.of(new FaultRule("*", new Hang())));
        assertThat(conditions.areBad()).isTrue();
        conditions.clear();
        assertThat(conditions.areBad()).isFalse();
    }

    @Test
    void tellEveryChangeAfterIt() {
        AtomicInteger told = new AtomicInteger();
        Runnable listener = () -> told.set(told.get() + conditions.devices().size() + conditions.faults().size());
        conditions.onChange(listener);
        conditions.throttle(DEVICE, null);
        assertThat(told.get()).isEqualTo(1);
        assertThat(conditions.devices()).containsEntry(DEVICE, Optional.empty());
        conditions.setFaults(List.of(new FaultRule("*", new Hang())));
        assertThat(told.get()).isEqualTo(3);
        conditions.removeListener(listener);
        conditions.clear();
        assertThat(told.get()).isEqualTo(3);
    }

    @Test
    void theFirstRuleDecidesWhoseTurnItIs() {
        FaultRule third = new FaultRule("/a*", new Status(503, null), 3, false);
        FaultRule each = new FaultRule("/ab", new Status(500, null));
        conditions.setFaults(List.of(third, each));
        assertThat(IntStream.range(0, 6).mapToObj(i -> conditions.faultFor("/ab")))
                .containsExactly(third, each, each, third, each, each);
        assertThat(conditions.faultFor("/b")).isNull();
    }

    @Test
    void oneInManyIsByChance() {
        conditions.setFaults(List.of(new FaultRule("*", new Hang(), 2, true)));
        assertThat(IntStream.range(0, 1_000).filter(i -> conditions.faultFor("/") != null).count())
                .isBetween(300L, 700L);
    }

    @Test
    void profilesHaveNames() {
        assertThat(NetworkProfile.named("3g")).contains(NetworkProfile.THIRD_GENERATION);
        assertThat(NetworkProfile.named("dsl")).contains(NetworkProfile.SLOW_DSL);
        assertThat(NetworkProfile.named("5g")).isEmpty();
        assertThat(NetworkProfile.custom(1_600_000, 768_500, Duration.ofMillis(300)).name())
                .isEqualTo("1600/768.5 kbit/s, 300 ms");
        assertThat(NetworkProfile.custom(NetworkProfile.UNLIMITED, 8_000, Duration.ZERO).name())
                .isEqualTo("∞/8 kbit/s, 0 ms");
    }
}
