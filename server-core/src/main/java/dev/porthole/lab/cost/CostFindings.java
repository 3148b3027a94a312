package dev.porthole.lab.cost;

import dev.porthole.lab.script.LabSession;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;

/** What the medians of one run say. */
final class CostFindings {

    /** So many descriptors fit into an fd_set of the C library. */
    private static final int FD_SET = 1_024;
    private static final double PLAIN = 10;
    private static final double MICROSECOND = 1_000;

    private final LabSession session;
    private final NavigableMap<Integer, Map<String, Double>> medians;
    private final int highest;

    /**
     * What is known.
     *
     * @param medians nanoseconds of each call for each number of descriptors
     * @param highest the highest descriptor that all three calls found ready
     */
    CostFindings(LabSession session, NavigableMap<Integer, Map<String, Double>> medians, int highest) {
        this.session = session;
        this.medians = medians;
        this.highest = highest;
    }

    void tell(ReadyCount ready) {
        int most = medians.lastKey();
        int fewest = medians.firstKey();
        double select = median(most, "select");
        double poll = median(most, "poll");
        double epoll = median(most, "epoll_wait");
        session.finding("lab.cost.same", grouped(ready.of(most)), grouped(most));
        if (poll > epoll) {
            session.finding("lab.cost.ratio", grouped(most), factor(poll / epoll), factor(select / epoll));
        } else {
            session.finding("lab.cost.epollLoses", grouped(most), grouped(ready.of(most)), micros(epoll),
                    micros(poll), factor(epoll / poll));
        }
        if (ready != ReadyCount.ALL) {
            session.finding("lab.cost.growth", grouped(fewest), grouped(most),
                    micros(median(fewest, "poll")), micros(poll),
                    micros(median(fewest, "epoll_wait")), micros(epoll));
        }
        if (highest >= FD_SET) {
            session.finding("lab.cost.bitmap", grouped(highest));
        }
    }

    private double median(int size, String call) {
        return medians.get(size).getOrDefault(call, 0.0);
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** As exact as it is worth: 1,610 or 12 or 1.4. */
    private static String factor(double value) {
        return value >= PLAIN ? grouped(Math.round(value)) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String micros(double nanos) {
        double micros = nanos / MICROSECOND;
        return micros >= PLAIN ? grouped(Math.round(micros)) : String.format(Locale.ROOT, "%.2f", micros);
    }
}
