package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ServerEvent;
import dev.porthole.server.http.HttpLimits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that break off, by a reset, a close or a half-close, at every point of an exchange. */
class BreakOffTest {

    private static final int LARGE = 20 << 20;
    private static final String HEAD = "GET /letters.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.sparse("large.bin", LARGE);
        for (int i = 0; i < 1_000; i++) {
            folder.file("many/" + i + ".txt", "");
        }
    }).with(HttpLimits.DEFAULT.withTimes(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5),
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(2)));

    private Footprint before;

    /**
     * A point of an exchange: what is sent, how much of the answer is read then, and how many requests are
     * complete by then.
     */
    record Point(String name, String sent, int bytesRead, int complete) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Point> points() {
        Stream<Point> inTheHead = IntStream.of(
                        1, 2, 3, 4, 5, 16, 17, 24, 25, 26, 27, 32, HEAD.length() - 3, HEAD.length() - 2,
                        HEAD.length() - 1)
                .mapToObj(i -> new Point("after " + i + " bytes of a head", HEAD.substring(0, i), 0, 0));
        return Stream.concat(
                Stream.of(new Point("after connecting", "", 0, 0)),
                Stream.concat(inTheHead, Stream.of(
                        new Point("in a body", request("/letters.txt", "Content-Length: 9") + "abc", 0, 0),
                        new Point("in a chunk", chunked("5\r\nab"), 0, 0),
                        new Point("in a chunk's size", chunked("5"), 0, 0),
                        new Point("in the trailers", chunked("0\r\nX: y"), 0, 0),
                        new Point("while a page is made", request("/many/", "X: y"), 0, 1),
                        new Point("while a file is looked up", request("/letters.txt", "X: y"), 0, 1),
                        new Point("before a large answer", request("/large.bin", "X: y"), 0, 1),
                        new Point("in a large answer's head", request("/large.bin", "X: y"), 9, 1),
                        new Point("in a large answer", request("/large.bin", "X: y"), 5_000, 1),
                        new Point("after an answer", HEAD, 100, 1),
                        new Point("in the next request", HEAD + HEAD.substring(0, 20), 100, 1),
                        new Point("in a pipeline", HEAD.repeat(300), 100, 300),
                        new Point("in a mixed pipeline", (HEAD + request("/large.bin", "X: y")).repeat(3), 100, 6),
                        new Point("while lingering", request("/letters.txt", "Connection: close") + HEAD, 100, 1),
                        new Point("after a refusal", "nonsense\r\n\r\n" + HEAD, 20, 0))));
    }

    private static String request(String target, String line) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + line + "\r\n\r\n";
    }

    private static String chunked(String body) {
        return request("/letters.txt", "Transfer-Encoding: chunked") + body;
    }

    private static RawClient at(Point point) throws IOException {
        RawClient client = RawClient.connect(SITE.address(), 4_096).send(point.sent());
        client.readExactly(point.bytesRead());
        return client;
    }

    @BeforeEach
    void look() throws Exception {
        before = Footprint.now();
    }

    /** Nothing is left of anybody: no connection, no exchange, no descriptor. */
    @AfterEach
    void nothingIsLeft() throws Exception {
        Instant deadline = Instant.now().plusSeconds(10);
        List<ServerEvent> events = List.copyOf(SITE.recorder().events());
        while (!balanced(events) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
            events = List.copyOf(SITE.recorder().events());
        }
        // Counted in one list: a connection that was reset while it waited to be accepted may still come and go.
        assertThat(count(events, ConnectionClosed.class)).as("closed")
                .isEqualTo(count(events, ConnectionOpened.class));
        assertThat(count(events, ResponseFinished.class)).as("finished")
                .isEqualTo(count(events, RequestReceived.class));
        before.awaitDescriptorsBack();
        SITE.awaitNoOpenFile();
    }

    private static boolean balanced(List<ServerEvent> events) {
        return count(events, ConnectionClosed.class) == count(events, ConnectionOpened.class)
                && count(events, ResponseFinished.class) == count(events, RequestReceived.class);
    }

    private static long count(List<ServerEvent> events, Class<?> type) {
        return events.stream().filter(type::isInstance).count();
    }

    @ParameterizedTest(name = "rob.rst: {0}")
    @MethodSource("points")
    void aResetLeavesNothingBehind(Point point) throws Exception {
        for (int i = 0; i < 10; i++) {
            at(point).reset();
        }
        SITE.get("/letters.txt").hasStatus(200);
    }

    @ParameterizedTest(name = "rob.close: {0}")
    @MethodSource("points")
    void aCloseLeavesNothingBehind(Point point) throws Exception {
        for (int i = 0; i < 10; i++) {
            at(point).hangUp();
        }
        SITE.get("/letters.txt").hasStatus(200);
    }

    @ParameterizedTest(name = "rob.half-close: {0}")
    @MethodSource("points")
    void afterAHalfCloseWhatWasCompleteIsAnswered(Point point) throws Exception {
        for (int i = 0; i < 3; i++) {
            try (RawClient client = at(point).finishSending()) {
                if (point.bytesRead() > 0) {
                    // The answers were begun; what matters is that they go on to their end.
                    client.readToEnd(4L * LARGE);
                    continue;
                }
                List<RawResponse> answers = client.readAll();
                assertThat(answers.stream().filter(answer -> answer.status() == 200))
                        .hasSize(point.complete());
                assertThat(answers.size()).isLessThanOrEqualTo(point.complete() + 1);
            }
        }
        assertThat(SITE.recorder().all(RequestReceived.class).size())
                .isGreaterThanOrEqualTo(3 * point.complete());
    }
}
