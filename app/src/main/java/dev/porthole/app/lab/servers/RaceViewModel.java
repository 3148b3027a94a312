package dev.porthole.app.lab.servers;

import dev.porthole.app.lab.measure.Story;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.servers.ServerModel;
import dev.porthole.lab.servers.SlowClientRace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** How far each client of each server is, in milliseconds since the first slow client began. */
public final class RaceViewModel implements Story {

    /** What one server's clients have seen. */
    public static final class Lane {

        private final List<Double> bytes = new ArrayList<>();
        private final double[] fast = new double[SlowClientRace.FAST_CLIENTS];
        private double slow = Double.NaN;
        private int threads;

        private Lane() {
            Arrays.fill(fast, Double.NaN);
        }

        /** When the slow client sent each of its bytes so far. */
        public List<Double> bytes() {
            return List.copyOf(bytes);
        }

        /** How long the slow client took; NaN before its answer. */
        public double slow() {
            return slow;
        }

        /** How long a fast client took, by its number from 0; NaN before its answer. */
        public double fast(int client) {
            return fast[client];
        }

        /** How many threads served; 0 before it is known. */
        public int threads() {
            return threads;
        }
    }

    private static final double MILLISECOND = 1e6;

    private final LongSupplier clock;
    private final Map<ServerModel, Lane> lanes = new EnumMap<>(ServerModel.class);
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
    private long slowBegan;
    private double fastBegan = Double.NaN;
    private long seen;

    /**
     * Nobody has begun.
     *
     * @param clock nanoseconds since any moment
     */
    public RaceViewModel(LongSupplier clock) {
        this.clock = clock;
        clear();
    }

    @Override
    public void clear() {
        for (ServerModel each : ServerModel.values()) {
            lanes.put(each, new Lane());
        }
        fastBegan = Double.NaN;
        changes.set(changes.get() + 1);
    }

    @Override
    public void add(LabEvent event) {
        switch (event) {
            case LabEvent.Step step when step.key().equals("lab.servers.slow") -> {
                slowBegan = step.nanos();
                seen = clock.getAsLong();
            }
            case LabEvent.Step step when step.key().equals("lab.servers.fast") ->
                    fastBegan = (step.nanos() - slowBegan) / MILLISECOND;
            case LabEvent.Reading reading -> add(reading);
            default -> {
                // Is shown elsewhere.
            }
        }
        changes.set(changes.get() + 1);
    }

    private void add(LabEvent.Reading reading) {
        for (ServerModel model : ServerModel.values()) {
            Lane lane = lane(model);
            int number = (int) reading.at();
            if (reading.series().equals(model.id() + SlowClientRace.SLOW)) {
                lane.bytes.add(reading.value());
            } else if (reading.series().equals(model.id() + SlowClientRace.SLOW_TOOK)) {
                lane.slow = reading.value();
            } else if (reading.series().equals(model.id() + SlowClientRace.FAST)) {
                lane.fast[number - 1] = reading.value();
            } else if (reading.series().equals(model.id() + SlowClientRace.THREADS)) {
                lane.threads = (int) reading.value();
            }
        }
    }

    /** What a server's clients have seen. */
    public Lane lane(ServerModel model) {
        return Objects.requireNonNull(lanes.get(model));
    }

    /** When the fast clients began; NaN before. */
    public double fastBegan() {
        return fastBegan;
    }

    /** Whether anybody still waits. */
    public boolean waiting() {
        return !Double.isNaN(fastBegan) && lanes.values().stream().anyMatch(lane -> Double.isNaN(lane.slow)
                || Arrays.stream(lane.fast).anyMatch(Double::isNaN));
    }

    /** How long it has been going on; what still waits has waited until then. */
    public double now() {
        return (clock.getAsLong() - seen) / MILLISECOND;
    }

    /** Counts every change. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }
}
