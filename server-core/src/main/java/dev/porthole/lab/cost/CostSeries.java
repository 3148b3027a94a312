package dev.porthole.lab.cost;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a line of the chart shows.
 *
 * @param call the system call: {@code select}, {@code poll} or {@code epoll_wait}
 * @param ready how many descriptors were ready
 */
public record CostSeries(String call, ReadyCount ready) {

    private static final String BETWEEN = ", ready: ";

    /** {@return its name among readings: {@code poll, ready: all}} */
    public String name() {
        return call + BETWEEN + ready.label();
    }

    /**
     * {@return the series with this name, or empty for a name of another kind}
     *
     * @param name of a reading's series
     */
    public static Optional<CostSeries> named(String name) {
        int end = name.indexOf(BETWEEN);
        return end < 0
                ? Optional.empty()
                : Stream.of(ReadyCount.values())
                        .filter(each -> each.label().equals(name.substring(end + BETWEEN.length())))
                        .findFirst().map(each -> new CostSeries(name.substring(0, end), each));
    }
}
