package dev.porthole.lab.cost;

import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.TooFewDescriptorsException;
import dev.porthole.lab.system.Descriptors;
import dev.porthole.lab.system.Descriptors.Kind;
import dev.porthole.lab.system.EpollSet;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.system.Libc;
import dev.porthole.lab.system.PollSet;
import dev.porthole.lab.system.SelectSet;
import dev.porthole.lab.system.StoppedException;
import dev.porthole.lab.system.WatchSet;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Measures how long select(2), poll(2) and epoll_wait(2) take to find out which of n descriptors are ready, without
 * waiting. The descriptors are those of eventfd(2); ready ones have something to read and are never read.
 */
final class WaitCost {

    /** How many descriptors are watched, one after the other. */
    public static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);

    /** The three take turns, so that a busy moment hits them alike. */
    private static final long NANOS_FOR_A_SIZE = 500_000_000;
    private static final int MOST_SAMPLES = 1_000;
    private static final int FEWEST_SAMPLES = 15;
    private static final int WARM_UP = 20_000;
    private static final int OTHERS = 8;

    private final LabSession session;
    private final List<Integer> sizes;
    private volatile int highest;

    /** Measures for a session. */
    WaitCost(LabSession session) {
        this(session, SIZES);
    }

    WaitCost(LabSession session, List<Integer> sizes) {
        this.session = session;
        this.sizes = sizes;
    }

    /**
     * Measures all numbers of descriptors and tells each result as it is there. Takes about two seconds.
     *
     * @throws StoppedException if the session was closed meanwhile
     * @throws TooFewDescriptorsException if the program may not even open the fewest
     */
    public void measure(ReadyCount ready) throws InterruptedException {
        session.step("lab.cost.machine", System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.version"), Runtime.getRuntime().availableProcessors());
        session.step("lab.cost.measure", ready.label());
        session.await("lab cost", () -> {
            warmUp();
            NavigableMap<Integer, Map<String, Double>> medians = new TreeMap<>();
            for (int size : affordable(ready.sizes(sizes))) {
                medians.put(size, measure(size, ready));
            }
            new CostFindings(session, medians, highest).tell(ready);
        });
    }

    /** The compiler has seen the calls before the first is measured. */
    private void warmUp() {
        try (Arena arena = Arena.ofConfined(); Eventfds eventfds = new Eventfds(1, 1)) {
            for (WatchSet each : eventfds.sets(arena)) {
                for (int i = 0; i < WARM_UP; i++) {
                    each.look();
                }
                session.checkStopped();
            }
        }
    }

    /** The last is made smaller, and that is said, if the program may not open as many. */
    private List<Integer> affordable(List<Integer> wanted) {
        int left = (int) Math.min(Descriptors.left() - OTHERS, Integer.MAX_VALUE);
        List<Integer> affordable = new ArrayList<>(wanted.stream().filter(each -> each <= left).toList());
        if (affordable.isEmpty()) {
            session.reserve(wanted.getFirst() + OTHERS);
        }
        if (affordable.size() < wanted.size()) {
            session.step("lab.cost.fewer", wanted.getLast(), left);
            if (left > affordable.getLast()) {
                affordable.add(left);
            }
        }
        return affordable;
    }

    private Map<String, Double> measure(int size, ReadyCount ready) {
        session.reserve(size + OTHERS);
        try (Arena arena = Arena.ofConfined(); Eventfds eventfds = new Eventfds(size, ready.of(size))) {
            List<Samples> all = eventfds.sets(arena).stream().map(each -> {
                check(each, eventfds.ready());
                return new Samples(each, MOST_SAMPLES);
            }).toList();
            long end = System.nanoTime() + NANOS_FOR_A_SIZE;
            int rounds = 0;
            while (rounds < MOST_SAMPLES && (rounds < FEWEST_SAMPLES || System.nanoTime() < end)) {
                session.checkStopped();
                all.forEach(Samples::take);
                rounds++;
            }
            Map<String, Double> medians = new TreeMap<>();
            for (Samples each : all) {
                medians.put(each.call(), each.median());
                session.reading(new CostSeries(each.call(), ready).name(), size, each.median(), "ns");
            }
            highest = eventfds.ready()[eventfds.ready().length - 1];
            return medians;
        }
    }

    /** What finds something else measures something else. */
    private static void check(WatchSet set, int... expected) {
        int found = set.look();
        if (found != expected.length || !Arrays.equals(set.ready(), expected)) {
            throw new IllegalStateException(set.call() + " found " + found + " of " + expected.length);
        }
    }

    /** Descriptors of which some are ready, evenly spread, the last always among them. */
    private final class Eventfds implements AutoCloseable {

        private final int[] all;
        private final int[] ready;
        private int epoll = -1;

        Eventfds(int count, int readyCount) {
            all = new int[count];
            ready = new int[readyCount];
            int found = 0;
            for (int i = 0; i < count; i++) {
                boolean isReady = (long) (i + 1) * readyCount / count > (long) i * readyCount / count;
                all[i] = opened(Libc.eventfd(isReady ? 1 : 0), Kind.OTHER);
                if (isReady) {
                    ready[found++] = all[i];
                }
            }
            Arrays.sort(ready);
        }

        private int opened(int descriptor, Kind kind) {
            if (descriptor < 0) {
                close();
                throw new IllegalStateException(Errno.name(-descriptor));
            }
            session.descriptors().add(descriptor, kind);
            return descriptor;
        }

        int[] ready() {
            return ready;
        }

        List<WatchSet> sets(Arena arena) {
            epoll = opened(Libc.epollCreate(), Kind.EPOLL);
            return List.of(
                    new SelectSet(arena, all), new PollSet(arena, all), new EpollSet(arena, epoll, all));
        }

        @Override
        public void close() {
            for (int each : all) {
                session.descriptors().close(each);
            }
            session.descriptors().close(epoll);
        }
    }
}
