package dev.porthole.app.lab.cost;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The table of Michael Kerrisk's talk on Linux 2.6 (linux.conf.au 2006): seconds for 100,000 monitoring operations, in
 * which one random descriptor is made ready each time. It measures a little more than the wait alone.
 */
final class Kerrisk {

    private static final double NANOS = 1e9;
    private static final double OPERATIONS = 100_000;
    private static final List<Double> SIZES = List.of(10.0, 100.0, 1_000.0, 10_000.0);
    private static final Map<String, List<Double>> SECONDS = Map.of(
            "select", List.of(1.28, 7.1, 151.0, 1_087.0),
            "poll", List.of(1.12, 6.8, 157.0, 1_750.0),
            "epoll_wait", List.of(0.65, 0.68, 0.89, 0.97));

    private Kerrisk() {}

    /** A line: nanoseconds for one operation by number of descriptors. */
    static NavigableMap<Double, Double> line(String call) {
        NavigableMap<Double, Double> line = new TreeMap<>();
        List<Double> seconds = SECONDS.getOrDefault(call, List.of());
        for (int i = 0; i < seconds.size(); i++) {
            line.put(SIZES.get(i), seconds.get(i) / OPERATIONS * NANOS);
        }
        return line;
    }
}
