package dev.porthole.lab.keepalive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.porthole.lab.keepalive.FetchSeries.Moment;
import dev.porthole.lab.net.OpenSockets;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.StoppedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The same page, one HTML file and twelve more, fetched over real connections to 127.0.0.1: with a new connection for
 * each file, and with one that is kept. One request after the other both times, so that nothing else differs.
 */
final class PageFetch {

    /** How many files the page is made of. */
    public static final int FILES = 13;

    private static final int LOOKS = 40;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    /** How many connections one run opens at most, so that few are left in TIME_WAIT. */
    public static final int MOST_CONNECTIONS = 200;

    /** How many times both ways are gone before those that are measured: the first are slower, as code is new then. */
    private static final int WARM_UP = 5;
    private static final int FETCHES = 9;

    private static final int FIRST_SIZE = 2_000;
    private static final int STEP_SIZE = 500;
    private static final int BUFFER = 16 << 10;
    private static final double MICROSECOND = 1_000;

    private final LabSession session;
    private final OpenSockets sockets;

    /** A fetch within a session. */
    PageFetch(LabSession session) {
        this.session = session;
        this.sockets = new OpenSockets(session);
    }

    /**
     * Fetches the page both ways, some times in turns, and tells when everything happened in the middle one of each
     * way, which no busy moment of the computer has made long.
     *
     * @throws StoppedException if the session was closed meanwhile
     */
    public void run() {
        session.step("lab.keepalive.fetch", FILES, FETCHES);
        try {
            PageServer server = new PageServer(session, pages(), NotFoundAnswer.FIXED);
            List<Fetch> closing = new ArrayList<>();
            List<Fetch> keeping = new ArrayList<>();
            for (int i = 0; i < WARM_UP + FETCHES; i++) {
                Fetch close = fetch(server, false);
                Fetch keep = fetch(server, true);
                if (i >= WARM_UP) {
                    closing.add(close);
                    keeping.add(keep);
                }
            }
            session.step("lab.keepalive.close", FILES);
            tell(false, middle(closing));
            session.step("lab.keepalive.keep", FILES);
            tell(true, middle(keeping));
        } catch (IOException e) {
            session.checkStopped();
            throw new UncheckedIOException(e);
        }
    }

    private static Fetch middle(List<Fetch> fetches) {
        return fetches.stream().sorted(Comparator.comparingLong(Fetch::took)).toList().get(FETCHES / 2);
    }

    private void tell(boolean keep, Fetch fetch) {
        tell(keep, fetch.exchanges());
        session.finding(keep ? "lab.keepalive.kept" : "lab.keepalive.closed", FILES,
                fetch.exchanges().getLast().connection(),
                String.format(Locale.ROOT, "%,.0f", fetch.took() / MICROSECOND));
        fetch.timeWaits().ifPresent(left -> session.finding("lab.keepalive.timeWait", left));
    }

    private void tell(boolean keep, List<Exchange> exchanges) {
        for (int i = 0; i < exchanges.size(); i++) {
            Exchange each = exchanges.get(i);
            session.reading(new FetchSeries(keep, Moment.CONNECTION).name(), i + 1, each.connection(), "");
            int request = i + 1;
            each.times().forEach((moment, nanos) ->
                    session.reading(new FetchSeries(keep, moment).name(), request, nanos, "ns"));
        }
    }

    private static Map<String, byte[]> pages() {
        Map<String, byte[]> pages = new LinkedHashMap<>();
        for (int i = 1; i <= FILES; i++) {
            pages.put(path(i), "x".repeat(FIRST_SIZE + i * STEP_SIZE).getBytes(UTF_8));
        }
        return pages;
    }

    /** Where a file of the page is, by its number from 1. */
    public static String path(int file) {
        return file == 1 ? "/index.html" : "/" + file + ".css";
    }

    /**
     * One request and its answer.
     *
     * @param connection the number of its connection
     * @param times of every moment
     */
    private record Exchange(int connection, Map<Moment, Long> times) {}

    /**
     * The page once.
     *
     * @param exchanges one for each file
     * @param timeWaits how many connections it left in TIME_WAIT, if the system tells
     */
    private record Fetch(List<Exchange> exchanges, OptionalLong timeWaits) {

        /** Nanoseconds until everything was over. */
        long took() {
            return exchanges.getLast().times().getOrDefault(Moment.CLOSED, 0L);
        }
    }

    private Fetch fetch(PageServer server, boolean keep) throws IOException {
        session.checkStopped();
        OptionalLong before = TimeWaits.count(server.port());
        List<Exchange> exchanges = new ArrayList<>();
        long start = System.nanoTime();
        int connections;
        try (Kept kept = new Kept(server.port(), start)) {
            for (int i = 1; i <= FILES; i++) {
                exchanges.add(kept.exchange(i, keep && i < FILES));
            }
            connections = kept.number;
        }
        if (before.isEmpty()) {
            return new Fetch(exchanges, before);
        }
        // A busy kernel gets to the last FIN a moment after the close, so it is given a moment.
        long expected = before.getAsLong() + connections;
        OptionalLong after = TimeWaits.count(server.port());
        for (int i = 0; i < LOOKS && after.isPresent() && after.getAsLong() < expected; i++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            after = TimeWaits.count(server.port());
        }
        return new Fetch(exchanges, after.isPresent()
                ? OptionalLong.of(after.getAsLong() - before.getAsLong()) : OptionalLong.empty());
    }

    /** A connection that is opened when there is none. */
    private final class Kept implements AutoCloseable {

        private final int port;
        private final long start;
        private final byte[] buffer = new byte[BUFFER];
        private @Nullable Socket socket;
        private int number;

        Kept(int port, long start) {
            this.port = port;
            this.start = start;
        }

        Exchange exchange(int request, boolean keep) throws IOException {
            Map<Moment, Long> times = new EnumMap<>(Moment.class);
            times.put(Moment.OPENED, now());
            Socket used = socket;
            if (used == null) {
                used = sockets.add(new Socket());
                socket = used;
                number++;
                used.setTcpNoDelay(true);
                used.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            }
            times.put(Moment.CONNECTED, now());
            used.getOutputStream().write(("GET " + path(request) + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n"
                    + (keep ? "" : "Connection: close\r\n") + "\r\n").getBytes(US_ASCII));
            times.put(Moment.SENT, now());
            receive(used.getInputStream(), times);
            if (!keep) {
                awaitEnd(used.getInputStream());
                close();
            }
            times.put(Moment.CLOSED, now());
            return new Exchange(number, times);
        }

        private long now() {
            return System.nanoTime() - start;
        }

        private void receive(InputStream in, Map<Moment, Long> times) throws IOException {
            AnswerReader answer = new AnswerReader();
            while (!answer.whole()) {
                int read = in.read(buffer);
                if (read < 0) {
                    throw new EOFException("in the middle of an answer");
                }
                times.putIfAbsent(Moment.FIRST, now());
                answer.add(buffer, read);
            }
            times.put(Moment.RECEIVED, now());
        }

        private void awaitEnd(InputStream in) throws IOException {
            if (in.read(buffer) >= 0) {
                throw new IOException("more than was announced");
            }
        }

        @Override
        public void close() throws IOException {
            Socket used = socket;
            if (used != null) {
                used.close();
                sockets.remove(used);
                socket = null;
            }
        }
    }
}
