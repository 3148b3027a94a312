package dev.porthole.lab.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.porthole.lab.net.OpenSockets;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.StoppedException;
import dev.porthole.server.transport.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Four servers at the same time, each with one slow client, which sends its request byte by byte, and five fast ones,
 * which come right after it and send theirs at once. Real connections over 127.0.0.1; every time is measured by the
 * client, from before it connects until it has the whole answer.
 */
public final class SlowClientRace {

    /** How many fast clients each server has. */
    public static final int FAST_CLIENTS = 5;

    /** How many bytes the slow client sends, one after the other. */
    public static final int SLOW_BYTES = Exchange.REQUEST.length();

    /** What the slow client waits between two bytes. */
    public static final int SLOW_PAUSE_MILLIS = 100;

    /** Series of how long fast clients took; at their number from 1. Follows {@link ServerModel#id}. */
    public static final String FAST = "/fast";

    /** Series of when the slow client sent each byte; at the byte's number from 1. */
    public static final String SLOW = "/slow";

    /** Series of how long the slow client took. */
    public static final String SLOW_TOOK = "/slow took";

    /** Series of how many threads served. */
    public static final String THREADS = "/threads";

    private static final int MOST_BYTES = 1_024;
    private static final int WARM_UP = 20;
    private static final double MILLISECOND = 1e6;

    private final LabSession session;
    private final OpenSockets sockets;
    private final Map<ServerModel, ModelServer> servers = new EnumMap<>(ServerModel.class);
    private final Map<ServerModel, double[]> fast = new EnumMap<>(ServerModel.class);
    /** When each client had its answer, by {@link System#nanoTime}: the slow one's, and those of the fast ones. */
    private final Map<ServerModel, Long> slowEnds = new ConcurrentHashMap<>();
    private final Map<ServerModel, long[]> fastEnds = new ConcurrentHashMap<>();

    /** A race within a session. */
    SlowClientRace(LabSession session) {
        this.session = session;
        this.sockets = new OpenSockets(session);
    }

    /**
     * Runs it once, in about two seconds; blocks as long.
     *
     * @throws StoppedException if the session was closed meanwhile
     * @throws InterruptedException if the thread was interrupted
     */
    public void run() throws InterruptedException {
        session.step("lab.servers.loop", Transport.best().label());
        try {
            for (ServerModel each : ServerModel.values()) {
                ModelServer server = each.start(session);
                servers.put(each, server);
                fast.put(each, new double[FAST_CLIENTS]);
                fastEnds.put(each, new long[FAST_CLIENTS]);
                for (int i = 0; i < WARM_UP; i++) {
                    exchange(server.port());
                }
                server.threads().forget();
            }
        } catch (IOException e) {
            session.checkStopped();
            throw new UncheckedIOException(e);
        }
        race();
        report();
    }

    private void race() throws InterruptedException {
        List<CountDownLatch> begun = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(servers.size() * (1 + FAST_CLIENTS));
        session.step("lab.servers.slow", SLOW_BYTES, SLOW_PAUSE_MILLIS);
        servers.forEach((model, server) -> {
            CountDownLatch first = new CountDownLatch(1);
            begun.add(first);
            session.start("slow client", client(ended, () -> {
                try {
                    double took = drip(model, server.port(), first);
                    slowEnds.put(model, System.nanoTime());
                    session.reading(model.id() + SLOW_TOOK, 1, took, "ms");
                } finally {
                    first.countDown();
                }
            }));
        });
        for (CountDownLatch each : begun) {
            each.await();
        }
        session.step("lab.servers.fast", FAST_CLIENTS);
        for (int i = 0; i < FAST_CLIENTS; i++) {
            int number = i;
            servers.forEach((model, server) -> session.start("fast client", client(ended, () -> {
                double took = exchange(server.port());
                fastEnds.get(model)[number] = System.nanoTime();
                fast.get(model)[number] = took;
                session.reading(model.id() + FAST, number + 1, took, "ms");
            })));
        }
        ended.await();
    }

    /** What a client does with its connection. */
    private interface Client {
        void run() throws IOException, InterruptedException;
    }

    private LabSession.Work client(CountDownLatch ended, Client client) {
        return () -> {
            try {
                client.run();
            } catch (IOException e) {
                session.checkStopped();
                throw new UncheckedIOException(e);
            } finally {
                ended.countDown();
            }
        };
    }

    private double exchange(int port) throws IOException {
        long start = System.nanoTime();
        try (Socket socket = connected(port)) {
            socket.getOutputStream().write(Exchange.REQUEST.getBytes(US_ASCII));
            return answered(socket, start);
        }
    }

    /** As exchange, but a byte at a time. */
    private double drip(ServerModel model, int port, CountDownLatch first) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (Socket socket = connected(port)) {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < SLOW_BYTES; i++) {
                if (i > 0) {
                    Thread.sleep(SLOW_PAUSE_MILLIS);
                }
                out.write(Exchange.REQUEST.charAt(i));
                session.reading(model.id() + SLOW, i + 1, since(start), "ms");
                first.countDown();
            }
            return answered(socket, start);
        }
    }

    private double answered(Socket socket, long start) throws IOException {
        byte[] answer = socket.getInputStream().readNBytes(MOST_BYTES);
        double took = since(start);
        sockets.remove(socket);
        if (!Exchange.isAnswer(answer)) {
            throw new IOException("not the answer: " + answer.length + " bytes");
        }
        return took;
    }

    private Socket connected(int port) throws IOException {
        Socket socket = sockets.add(new Socket());
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return socket;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / MILLISECOND;
    }

    private void report() {
        session.check();
        servers.forEach((model, server) ->
                session.reading(model.id() + THREADS, 1 + FAST_CLIENTS, server.threads().count(), ""));
        for (ServerModel each : ServerModel.values()) {
            session.finding("lab.servers.found." + each.id(), servedBeforeTheSlowOne(each), FAST_CLIENTS,
                    millis(median(each)), servers.get(each).threads().count());
        }
        List<ServerModel> failed = Arrays.stream(ServerModel.values())
                .filter(each -> servedBeforeTheSlowOne(each) < FAST_CLIENTS).toList();
        if (failed.equals(List.of(ServerModel.BLOCKING))) {
            session.finding("lab.servers.onlyOne");
        }
    }

    /** Who came after the slow client and had the answer clearly before it: by less, nobody could tell the order. */
    private long servedBeforeTheSlowOne(ServerModel model) {
        long clearly = slowEnds.get(model) - (long) (SLOW_PAUSE_MILLIS * MILLISECOND / 2);
        return Arrays.stream(fastEnds.get(model)).filter(end -> end < clearly).count();
    }

    private double median(ServerModel model) {
        double[] sorted = fast.get(model).clone();
        Arrays.sort(sorted);
        return sorted[FAST_CLIENTS / 2];
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, value >= SLOW_PAUSE_MILLIS ? "%,.0f" : "%.1f", value);
    }
}
