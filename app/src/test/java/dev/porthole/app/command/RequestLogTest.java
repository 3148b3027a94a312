package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.log.LineFormat;
import dev.porthole.server.event.AcceptPaused;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RequestLogTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private long number;

    @Test
    void writesWhatWasFinishedBeforeItBegan() {
        RequestLog log = log(out);
        open(log, 1);
        request(log, 1);
        request(log, 1);
        log.begin();

        assertThat(log.finish(LONG_ENOUGH)).isZero();
        assertThat(lines()).containsExactly("1", "2");
        assertThat(complaints).isEmpty();
    }

    @Test
    void forgetsAConnectionThatEnded() {
        RequestLog log = log(out);
        open(log, 1);
        log.accept(new ConnectionClosed(1, NOON, CloseReason.CLIENT_CLOSED));
        request(log, 1);
        log.begin();

        assertThat(log.finish(LONG_ENOUGH)).isZero();
        assertThat(lines()).isEmpty();
    }

    @Test
    void leavesOutAndCountsWhatASlowOutputCannotTake() throws InterruptedException {
        CountDownLatch someoneReads = new CountDownLatch(1);
        CountDownLatch writing = new CountDownLatch(1);
        RequestLog log = log(stalled(writing, someoneReads));
        open(log, 1);
        log.begin();
        request(log, 1);
        writing.await();
        int sent = RequestLog.CAPACITY + 100;
        for (int i = 0; i < sent; i++) {
            request(log, 1);
        }
        someoneReads.countDown();

        assertThat(log.finish(LONG_ENOUGH)).isZero();
        assertThat(lines()).hasSize(RequestLog.CAPACITY + 1);
        assertThat(complaints).singleElement().asString().startsWith("100 requests are missing in the log");
    }

    @Test
    void doesNotWaitForAnOutputNobodyReads() throws InterruptedException {
        CountDownLatch someoneReads = new CountDownLatch(1);
        CountDownLatch writing = new CountDownLatch(1);
        RequestLog log = log(stalled(writing, someoneReads));
        open(log, 1);
        log.begin();
        request(log, 1);
        writing.await();
        for (int i = 0; i < RequestLog.CAPACITY + 100; i++) {
            request(log, 1);
        }

        assertThat(log.finish(Duration.ofMillis(1))).isEqualTo(RequestLog.CAPACITY + 100);
        someoneReads.countDown();
    }

    @Test
    void aBrokenOutputIsReportedOnce() {
        RequestLog log = log(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        open(log, 1);
        for (int i = 0; i < 50_000; i++) {
            request(log, 1);
        }
        log.begin();

        assertThat(log.finish(LONG_ENOUGH)).isZero();
        assertThat(complaints.stream().filter(sentence -> sentence.contains("Broken pipe")))
                .containsExactly("The log can no longer be written (Broken pipe); serving goes on.");
    }

    @Test
    void saysWhenNoConnectionCanBeAccepted() {
        RequestLog log = new RequestLog(null, StandardCharsets.UTF_8, out, complaints::add);
        log.accept(new AcceptPaused(NOON, AcceptPaused.Cause.TOO_MANY_OPEN_FILES, "EMFILE"));
        log.begin();

        assertThat(log.finish(LONG_ENOUGH)).isZero();
        assertThat(complaints).singleElement().asString().startsWith("No connection can be accepted: ");
    }

    private RequestLog log(OutputStream stream) {
        LineFormat numbers = finished -> String.valueOf(finished.request().number());
        return new RequestLog(numbers, StandardCharsets.UTF_8, stream, complaints::add);
    }

    private OutputStream stalled(CountDownLatch writing, CountDownLatch someoneReads) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                writing.countDown();
                try {
                    someoneReads.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                out.write(bytes, offset, length);
            }
        };
    }

    private static void open(RequestLog log, long connection) {
        InetSocketAddress client = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 40_000);
        log.accept(new ConnectionOpened(connection, NOON, client));
    }

    private void request(RequestLog log, long connection) {
        number++;
        log.accept(new RequestReceived(number, connection, 1, NOON, "GET", "/", "HTTP/1.1", ""));
        log.accept(new ResponseFinished(number, connection, NOON, 200, Why.of(Rule.FILE), "a", "text/plain",
                1, 2, "", new Timing(1, 2, 3), Outcome.COMPLETE));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
