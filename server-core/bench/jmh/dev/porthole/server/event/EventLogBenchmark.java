package dev.porthole.server.event;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to record a request and its answer, the two events included. One event loop writes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class EventLogBenchmark {

    private static final int CONNECTIONS = 64;
    private static final String FIELDS = "Host: localhost:8080\r\nUser-Agent: bench/1.0\r\nAccept: */*\r\n\r\n";

    private final EventLog log = new EventLog();
    private final Why why = Why.of(Rule.FILE);
    private final Instant at = Instant.parse("2026-01-01T00:00:00Z");
    private long number;
    private String requestHead = "";
    private String[] targets = {};
    private String[] responseHeads = {};

    /** How many files are asked for in turn. With several, each request brings a head of its own to compare. */
    @Param({"1", "500"})
    public int files;

    /** Opens the connections. */
    @Setup
    public void begin() {
        targets = new String[files];
        responseHeads = new String[files];
        for (int file = 0; file < files; file++) {
            targets[file] = "/directory/file-" + file + ".html";
            responseHeads[file] = "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nServer: Porthole\r\n"
                    + "Content-Type: text/html; charset=utf-8\r\nETag: \"1-" + file + "-2-3\"\r\n"
                    + "Cache-Control: no-cache\r\nContent-Length: 1024\r\n"
                    + "X-Content-Type-Options: nosniff\r\n\r\n";
        }
        for (int connection = 1; connection <= CONNECTIONS; connection++) {
            log.accept(new ConnectionOpened(
                    connection, at, new InetSocketAddress(InetAddress.getLoopbackAddress(), connection)));
        }
        requestHead = "GET " + targets[0] + " HTTP/1.1\r\n" + FIELDS;
    }

    /** A request and its answer. */
    @Benchmark
    public void receiveAndFinish() {
        long next = ++number;
        int file = (int) (next % files);
        long connection = 1 + next % CONNECTIONS;
        String head = files == 1 ? requestHead : "GET " + targets[file] + " HTTP/1.1\r\n" + FIELDS;
        log.accept(new RequestReceived(
                next, connection, (int) next, at, "GET", targets[file], "HTTP/1.1", head));
        log.accept(new ResponseFinished(
                next, connection, at, 200, why, targets[file], "text/html", 1_024, 1_300,
                responseHeads[file], new Timing(0, 0, 50_000 + (next & 0xffff)),
                ResponseFinished.Outcome.COMPLETE));
    }
}
