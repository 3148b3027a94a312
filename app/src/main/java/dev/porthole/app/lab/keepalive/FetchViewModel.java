package dev.porthole.app.lab.keepalive;

import dev.porthole.app.lab.measure.Story;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.keepalive.FetchSeries;
import dev.porthole.lab.keepalive.FetchSeries.Moment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** The page that was fetched both ways: its requests on their connections. */
public final class FetchViewModel implements Story {

    /**
     * One request whose every moment is known; nanoseconds since the fetch of the page began.
     *
     * @param number its number, from 1
     * @param times of its moments
     */
    public record Request(int number, Map<Moment, Double> times) {

        /** Copies the times. */
        public Request {
            times = Map.copyOf(times);
        }

        /** When a moment was. */
        public double at(Moment moment) {
            return times.getOrDefault(moment, 0.0);
        }

        /** The number of its connection. */
        public int connection() {
            return (int) at(Moment.CONNECTION);
        }
    }

    private final Map<Boolean, NavigableMap<Integer, Map<Moment, Double>>> times = new TreeMap<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

    /** Nothing fetched yet. */
    public FetchViewModel() {}

    @Override
    public void clear() {
        times.clear();
        changes.set(changes.get() + 1);
    }

    @Override
    public void add(LabEvent event) {
        if (event instanceof LabEvent.Reading reading) {
            FetchSeries.named(reading.series()).ifPresent(series -> {
                times.computeIfAbsent(series.keep(), keep -> new TreeMap<>())
                        .computeIfAbsent((int) reading.at(), number -> new EnumMap<>(Moment.class))
                        .put(series.moment(), reading.value());
                changes.set(changes.get() + 1);
            });
        }
    }

    /** The requests of one way, the first first; those of which everything is known. */
    public List<Request> requests(boolean keep) {
        List<Request> requests = new ArrayList<>();
        times.getOrDefault(keep, new TreeMap<>()).forEach((number, moments) -> {
            if (moments.size() == Moment.values().length) {
                requests.add(new Request(number, moments));
            }
        });
        return requests;
    }

    /** When everything was over, both ways; 0 before. */
    public double end() {
        double end = 0;
        for (boolean keep : new boolean[] {false, true}) {
            for (Request each : requests(keep)) {
                end = Math.max(end, each.at(Moment.CLOSED));
            }
        }
        return end;
    }

    /** Counts every change. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }
}
