package dev.porthole.server.conformance;

import static dev.porthole.server.conformance.FrameClient.CONTINUATION;
import static dev.porthole.server.conformance.FrameClient.DATA;
import static dev.porthole.server.conformance.FrameClient.END_HEADERS;
import static dev.porthole.server.conformance.FrameClient.END_STREAM;
import static dev.porthole.server.conformance.FrameClient.GOAWAY;
import static dev.porthole.server.conformance.FrameClient.HEADERS;
import static dev.porthole.server.conformance.FrameClient.PING;
import static dev.porthole.server.conformance.FrameClient.RST_STREAM;
import static dev.porthole.server.conformance.FrameClient.SETTINGS;
import static dev.porthole.server.conformance.FrameClient.WINDOW_UPDATE;
import static dev.porthole.server.conformance.FrameClient.block;
import static dev.porthole.server.conformance.FrameClient.number;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.StaticServer;
import dev.porthole.server.conformance.FrameClient.Answer;
import dev.porthole.server.conformance.FrameClient.Frame;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import dev.porthole.server.http.HttpLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9113 asks of a server whose client keeps to it, or does not, frame by frame. */
class FramingOfHttp2Test {

    private static final int PROTOCOL_ERROR = 1;
    private static final int FLOW_CONTROL_ERROR = 3;
    private static final int STREAM_CLOSED = 5;
    private static final int FRAME_SIZE_ERROR = 6;
    private static final int REFUSED_STREAM = 7;
    private static final int CANCEL = 8;
    private static final int COMPRESSION_ERROR = 9;
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final int INITIAL_WINDOW_SIZE = 4;

    private static final int BIG = 300_017;

    @RegisterExtension
    static final TlsSite SITE = TlsSite.serving(folder -> {
        folder.letters();
        folder.noise("big.bin", BIG);
        folder.noise("huge.bin", 20_000_000);
    }).with(HttpLimits.DEFAULT.withTimes(
            Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(2),
            Duration.ofSeconds(2), Duration.ofSeconds(2)));

    private static FrameClient connect(int... settings) throws Exception {
        return SITE.frames(settings);
    }

    private static void isAlive(FrameClient client, int stream) throws Exception {
        assertThat(client.request(stream, client.get("/letters.txt")).answer(stream).status()).isEqualTo(200);
    }

    private static CloseReason endOf(FrameClient client) throws Exception {
        return SITE.recorder().endOf(client.localPort());
    }

    private static ResponseFinished finished(String target) throws Exception {
        return SITE.recorder().finished(SITE.recorder().received(target));
    }

    private static String[] without(String name, String... fields) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals(name)) {
                String[] left = Arrays.copyOf(fields, fields.length - 2);
                System.arraycopy(fields, i + 2, left, i, left.length - i);
                return left;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static String[] with(String name, String value, String... fields) {
        String[] changed = fields.clone();
        changed[Arrays.asList(fields).indexOf(name) + 1] = value;
        return changed;
    }

    private static String[] first(String name, String value, String... fields) {
        return append(new String[] {name, value}, fields);
    }

    /** 8.1.1, 8.2, 8.3: what makes a request malformed. */
    static Stream<Arguments> malformedRequests() throws Exception {
        String[] get;
        try (FrameClient client = connect()) {
            get = client.get("/letters.txt");
        }
        return Stream.of(
                Arguments.of("no :method", without(":method", get)),
                Arguments.of("no :scheme", without(":scheme", get)),
                Arguments.of("no :path", without(":path", get)),
                Arguments.of("an empty :path", with(":path", "", get)),
                Arguments.of("a :path without a slash", with(":path", "letters.txt", get)),
                Arguments.of("a pseudo-header twice", first(":path", "/", get)),
                Arguments.of("a pseudo-header of answers", first(":status", "200", get)),
                Arguments.of("an unknown pseudo-header", first(":fancy", "1", get)),
                Arguments.of("a pseudo-header behind a field", first("x-a", "1", get)),
                Arguments.of("an upper case name", append(get, "X-Upper", "1")),
                Arguments.of("a blank in a name", append(get, "x a", "1")),
                Arguments.of("a line end in a value", append(get, "x-a", "1\r\nx-b: 2")),
                Arguments.of("Connection", append(get, "connection", "keep-alive")),
                Arguments.of("Transfer-Encoding", append(get, "transfer-encoding", "chunked")),
                Arguments.of("Upgrade", append(get, "upgrade", "h2c")),
                Arguments.of("TE other than trailers", append(get, "te", "gzip")),
                Arguments.of("a Host that is not :authority", append(get, "host", "example.org")),
                Arguments.of("a Content-Length without content", append(get, "content-length", "5")),
                Arguments.of("CONNECT with a path", with(":method", "CONNECT", get)));
    }

    private static String[] append(String[] fields, String... more) {
        String[] all = Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return all;
    }

    @ParameterizedTest(name = "h2.malformed <{0}>")
    @MethodSource("malformedRequests")
    void aMalformedRequestCostsItsStreamOnly(String flaw, String[] fields) throws Exception {
        try (FrameClient client = connect()) {
            Frame reset = client.request(1, fields).await(RST_STREAM);
            assertThat(reset.stream()).as(flaw).isEqualTo(1);
            assertThat(reset.code()).as(flaw).isEqualTo(PROTOCOL_ERROR);
            isAlive(client, 3);
        }
    }

    @Test
    @DisplayName("h2.malformed: what is wrong is told in the log")
    void tellsOfMalformedRequests() throws Exception {
        try (FrameClient client = connect()) {
            client.request(1, without(":scheme", client.get("/letters.txt?scheme"))).await(RST_STREAM);
            ResponseFinished finished = finished("/letters.txt?scheme");
            assertThat(finished.why().rule()).isEqualTo(Rule.MALFORMED_HEAD);
            assertThat(finished.why().detail()).isEqualTo("no :scheme");
            assertThat(finished.outcome()).isEqualTo(Outcome.SERVER_CUT);
        }
    }

    @Test
    @DisplayName("h2.body: read past, with trailers, and answered; a length that does not fit is malformed")
    void readsBodies() throws Exception {
        try (FrameClient client = connect()) {
            String[] fields = with(":method", "POST", client.get("/letters.txt", "content-length", "3"));
            client.send(HEADERS, END_HEADERS, 1, block(fields)).send(DATA, 0, 1, (byte) 1, (byte) 2, (byte) 3)
                    .send(HEADERS, END_HEADERS | END_STREAM, 1, block("x-trailer", "1"));
            assertThat(client.answer(1).status()).isEqualTo(405);
            client.send(HEADERS, END_HEADERS, 3, block(fields)).send(DATA, END_STREAM, 3, (byte) 1);
            assertThat(client.await(RST_STREAM).code()).isEqualTo(PROTOCOL_ERROR);
            client.send(HEADERS, END_HEADERS, 5, block(client.get("/letters.txt")))
                    .send(HEADERS, END_HEADERS, 5, block("x-trailer", "1"));
            assertThat(client.await(RST_STREAM).code()).isEqualTo(PROTOCOL_ERROR);
            isAlive(client, 7);
        }
    }

    @Test
    @DisplayName("h2.body: one that never ends is answered 408, and no more of it is taken")
    void givesUpOnUnendingBodies() throws Exception {
        try (FrameClient client = connect()) {
            client.send(HEADERS, END_HEADERS, 1, block(client.get("/letters.txt"))).send(DATA, 0, 1, (byte) 1);
            assertThat(client.answer(1).status()).isEqualTo(408);
            assertThat(client.await(RST_STREAM).code()).isZero();
        }
    }

    @Test
    @DisplayName("h2.limits: a header section that is too large is answered 431, a target that is too long 414")
    void limitsHeaders() throws Exception {
        try (FrameClient client = connect()) {
            String[] fields = client.get("/letters.txt");
            for (int i = 0; i < 17; i++) {
                fields = append(fields, "x-" + i, "v".repeat(2_000));
            }
            byte[] block = block(fields);
            client.send(HEADERS, END_STREAM, 1, Arrays.copyOf(block, 16_000))
                    .send(CONTINUATION, 0, 1, Arrays.copyOfRange(block, 16_000, 32_000))
                    .send(CONTINUATION, END_HEADERS, 1, Arrays.copyOfRange(block, 32_000, block.length));
            assertThat(client.answer(1).status()).isEqualTo(431);
            byte[] path = block(client.get("/" + "p".repeat(17_000)));
            client.send(HEADERS, END_STREAM, 3, Arrays.copyOf(path, 16_000))
                    .send(CONTINUATION, END_HEADERS, 3, Arrays.copyOfRange(path, 16_000, path.length));
            assertThat(client.answer(3).status()).isEqualTo(414);
            isAlive(client, 5);
        }
    }

    @Test
    @DisplayName("h2.limits: CONTINUATION without end ends the connection")
    void endsAtContinuationFlood() throws Exception {
        try (FrameClient client = connect()) {
            client.send(HEADERS, END_STREAM, 1, block(client.get("/letters.txt")));
            try {
                for (int i = 0; i < 200; i++) {
                    client.send(CONTINUATION, 0, 1, new byte[0]);
                }
            } catch (IOException e) {
                // The server did not wait for all of them.
                assertThat(e).isNotNull();
            }
            assertThat(endOf(client)).isEqualTo(CloseReason.PROTOCOL_ERROR);
        }
    }

    @Test
    @DisplayName("h2.limits: asking and taking it back again and again ends the connection")
    void endsAtRapidReset() throws Exception {
        try (FrameClient client = connect()) {
            ByteArrayOutputStream flood = new ByteArrayOutputStream();
            for (int stream = 1; stream < 1_000; stream += 2) {
                flood.writeBytes(FrameClient.frame(
                        HEADERS, END_HEADERS | END_STREAM, stream, block(client.get("/huge.bin"))));
                flood.writeBytes(FrameClient.frame(RST_STREAM, 0, stream, number(CANCEL)));
            }
            client.bytes(flood.toByteArray());
            assertThat(client.errorAtEnd()).isEqualTo(ENHANCE_YOUR_CALM);
            assertThat(endOf(client)).isEqualTo(CloseReason.PROTOCOL_ERROR);
        }
    }

    @Test
    @DisplayName("h2.limits: more than a hundred streams at once are refused one by one")
    void limitsStreams() throws Exception {
        try (FrameClient client = connect(INITIAL_WINDOW_SIZE, 0)) {
            for (int stream = 1; stream <= 201; stream += 2) {
                client.request(stream, client.get("/letters.txt"));
            }
            Frame reset = client.await(RST_STREAM);
            assertThat(reset.stream()).isEqualTo(201);
            assertThat(reset.code()).isIn(REFUSED_STREAM, PROTOCOL_ERROR);
        }
    }

    @Test
    @DisplayName("h2.flow: no more is sent than the window allows, and all of it once it opens")
    void keepsToTheWindow() throws Exception {
        try (FrameClient client = connect(INITIAL_WINDOW_SIZE, 10)) {
            client.request(1, client.get("/big.bin"));
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.writeBytes(client.await(DATA).payload());
            assertThat(content.size()).isEqualTo(10);
            client.send(PING, 0, 0, new byte[8]);
            Frame next = client.next();
            assertThat(next.type()).as("nothing but the PING's answer comes").isEqualTo(PING);
            client.send(WINDOW_UPDATE, 0, 0, number(BIG)).send(WINDOW_UPDATE, 0, 1, number(BIG));
            Frame frame = client.await(DATA);
            content.writeBytes(frame.payload());
            while (!frame.endsStream()) {
                frame = client.await(DATA);
                assertThat(frame.payload().length).isLessThanOrEqualTo(16_384);
                content.writeBytes(frame.payload());
            }
            assertThat(content.toByteArray()).isEqualTo(Files.readAllBytes(SITE.folder().root().resolve("big.bin")));
        }
    }

    @Test
    @DisplayName("h2.flow: a smaller window in SETTINGS holds for streams that are open, and may make it negative")
    void changesTheWindowOfOpenStreams() throws Exception {
        try (FrameClient client = connect()) {
            client.request(1, client.get("/big.bin"));
            int sent = 0;
            while (sent < 65_535) {
                sent += client.await(DATA).payload().length;
            }
            client.send(SETTINGS, 0, 0, (byte) 0, (byte) INITIAL_WINDOW_SIZE, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
            client.send(WINDOW_UPDATE, 0, 0, number(BIG)).send(WINDOW_UPDATE, 0, 1, number(65_535));
            client.send(PING, 0, 0, new byte[8]);
            for (Frame frame = client.next(); frame.type() != PING; frame = client.next()) {
                assertThat(frame.type()).as("no content comes while the window is not open").isNotEqualTo(DATA);
            }
            client.send(WINDOW_UPDATE, 0, 1, number(7));
            int more = client.await(DATA).payload().length;
            while (more < 7) {
                more += client.await(DATA).payload().length;
            }
            assertThat(more).isEqualTo(7);
        }
    }

    @Test
    @DisplayName("h2.flow: a client that never opens its window is given up")
    void givesUpOnClosedWindows() throws Exception {
        try (FrameClient client = connect(INITIAL_WINDOW_SIZE, 0)) {
            client.request(1, client.get("/big.bin?stalled"));
            assertThat(client.await(RST_STREAM).stream()).isEqualTo(1);
            assertThat(finished("/big.bin?stalled").outcome()).isEqualTo(Outcome.SERVER_CUT);
            client.request(3, client.get("/letters.txt")).send(WINDOW_UPDATE, 0, 3, number(1_000));
            assertThat(client.answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("h2.flow: windows beyond 2^31-1 are errors, and so are updates by nothing")
    void refusesWindowsTooLarge() throws Exception {
        try (FrameClient client = connect(INITIAL_WINDOW_SIZE, 0)) {
            client.request(1, client.get("/big.bin"))
                    .send(WINDOW_UPDATE, 0, 1, number(Integer.MAX_VALUE))
                    .send(WINDOW_UPDATE, 0, 1, number(Integer.MAX_VALUE));
            assertThat(client.await(RST_STREAM).code()).isEqualTo(FLOW_CONTROL_ERROR);
            client.request(3, client.get("/big.bin")).send(WINDOW_UPDATE, 0, 3, number(0));
            assertThat(client.await(RST_STREAM).code()).isEqualTo(PROTOCOL_ERROR);
            // Twice: the first answer may have used up the window before it was broken off.
            client.send(WINDOW_UPDATE, 0, 0, number(Integer.MAX_VALUE))
                    .send(WINDOW_UPDATE, 0, 0, number(Integer.MAX_VALUE));
            assertThat(client.errorAtEnd()).isEqualTo(FLOW_CONTROL_ERROR);
        }
    }

    @Test
    @DisplayName("h2.cancel: RST_STREAM ends the answer, and only that one")
    void canBeCancelled() throws Exception {
        try (FrameClient client = connect()) {
            client.request(1, client.get("/huge.bin?cancel")).await(DATA);
            client.send(RST_STREAM, 0, 1, number(CANCEL));
            assertThat(finished("/huge.bin?cancel").outcome()).isEqualTo(Outcome.CLIENT_LEFT);
            client.send(WINDOW_UPDATE, 0, 0, number(1 << 20));
            isAlive(client, 3);
        }
    }

    /** 4.2, 5.1, 6: what ends the connection, with the code that it has to have. */
    static Stream<Arguments> brokenFrames() {
        byte[] get = block(":method", "GET", ":scheme", "https", ":authority", "localhost", ":path", "/letters.txt");
        return Stream.of(
                Arguments.of("DATA on no stream", FrameClient.frame(DATA, 0, 0, (byte) 1), PROTOCOL_ERROR),
                Arguments.of("DATA on an idle stream", FrameClient.frame(DATA, 0, 5, (byte) 1), PROTOCOL_ERROR),
                Arguments.of("HEADERS on no stream",
                        FrameClient.frame(HEADERS, END_HEADERS | END_STREAM, 0, get), PROTOCOL_ERROR),
                Arguments.of("an even stream",
                        FrameClient.frame(HEADERS, END_HEADERS | END_STREAM, 2, get), PROTOCOL_ERROR),
                Arguments.of("WINDOW_UPDATE on an idle stream",
                        FrameClient.frame(WINDOW_UPDATE, 0, 5, number(1)), PROTOCOL_ERROR),
                Arguments.of("RST_STREAM on an idle stream",
                        FrameClient.frame(RST_STREAM, 0, 5, number(CANCEL)), PROTOCOL_ERROR),
                Arguments.of("CONTINUATION alone",
                        FrameClient.frame(CONTINUATION, END_HEADERS, 1, get), PROTOCOL_ERROR),
                Arguments.of("SETTINGS on a stream", FrameClient.frame(SETTINGS, 0, 1), PROTOCOL_ERROR),
                Arguments.of("SETTINGS of five bytes", FrameClient.frame(SETTINGS, 0, 0, new byte[5]),
                        FRAME_SIZE_ERROR),
                Arguments.of("a window of 2^31 in SETTINGS", FrameClient.frame(SETTINGS, 0, 0,
                        (byte) 0, (byte) INITIAL_WINDOW_SIZE, (byte) 0x80, (byte) 0, (byte) 0, (byte) 0),
                        FLOW_CONTROL_ERROR),
                Arguments.of("PING of seven bytes", FrameClient.frame(PING, 0, 0, new byte[7]), FRAME_SIZE_ERROR),
                Arguments.of("PING on a stream", FrameClient.frame(PING, 0, 1, new byte[8]), PROTOCOL_ERROR),
                Arguments.of("a frame that is too large", FrameClient.frame(DATA, 0, 1, new byte[16_385]),
                        FRAME_SIZE_ERROR),
                Arguments.of("a push", FrameClient.frame(5, END_HEADERS, 1, new byte[4]), PROTOCOL_ERROR),
                Arguments.of("fields that cannot be decoded", FrameClient.frame(
                        HEADERS, END_HEADERS | END_STREAM, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff,
                        (byte) 0xff, (byte) 0xff), COMPRESSION_ERROR));
    }

    @ParameterizedTest(name = "h2.connection-error <{0}>")
    @MethodSource("brokenFrames")
    void brokenFramesEndTheConnection(String flaw, byte[] frame, int code) throws Exception {
        try (FrameClient client = connect()) {
            client.bytes(frame);
            assertThat(client.errorAtEnd()).as(flaw).isEqualTo(code);
            assertThat(endOf(client)).isEqualTo(CloseReason.PROTOCOL_ERROR);
        }
    }

    @Test
    @DisplayName("h2.streams: a number that went by is an error; DATA after the end of a request is one, too")
    void numbersOnlyGrow() throws Exception {
        try (FrameClient client = connect()) {
            isAlive(client, 5);
            client.request(3, client.get("/letters.txt"));
            assertThat(client.await(RST_STREAM).code()).isEqualTo(STREAM_CLOSED);
        }
        try (FrameClient client = connect(INITIAL_WINDOW_SIZE, 0)) {
            client.request(1, client.get("/letters.txt")).await(HEADERS);
            client.send(DATA, END_STREAM, 1, (byte) 1);
            assertThat(client.await(RST_STREAM).code()).isEqualTo(STREAM_CLOSED);
        }
    }

    @Test
    @DisplayName("h2.unknown: frames, settings and flags nobody knows are passed over")
    void ignoresTheUnknown() throws Exception {
        try (FrameClient client = connect(0x77, 1)) {
            client.send(0x77, 0xff, 0, new byte[10]).send(0x78, 0xff, 9, new byte[10]);
            isAlive(client, 1);
        }
    }

    @Test
    @DisplayName("h2.preface: something else ends the connection")
    void wantsThePreface() throws Exception {
        try (FrameClient client = FrameClient.silent(SITE.address())) {
            client.bytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(client.errorAtEnd()).isIn(-1, PROTOCOL_ERROR);
            assertThat(endOf(client)).isEqualTo(CloseReason.PROTOCOL_ERROR);
        }
    }

    @Test
    @DisplayName("h2.idle: a connection on which nothing is asked is left, with GOAWAY")
    void leavesIdleConnections() throws Exception {
        try (FrameClient client = connect()) {
            isAlive(client, 1);
            assertThat(client.await(GOAWAY).code()).isZero();
            assertThat(client.next()).isNull();
            assertThat(endOf(client)).isEqualTo(CloseReason.IDLE_TIMEOUT);
        }
    }

    @Test
    @DisplayName("h2.stop: GOAWAY at once, and the answers under way to their end")
    void stopsInGoodOrder() throws Exception {
        try (StaticServer other = new StaticServer(event -> {})) {
            InetSocketAddress there = other.start(SITE.settings(SiteOptions.DEFAULT)).address();
            try (FrameClient client = FrameClient.connect(there, INITIAL_WINDOW_SIZE, 0);
                    FrameClient idle = FrameClient.connect(there)) {
                idle.await(SETTINGS);
                client.request(1, client.get("/letters.txt")).await(HEADERS);
                other.stop(Duration.ofSeconds(10));
                assertThat(idle.await(GOAWAY).code()).isZero();
                assertThat(idle.next()).isNull();
                assertThat(client.await(GOAWAY).code()).isZero();
                client.send(WINDOW_UPDATE, 0, 1, number(1_000));
                assertThat(client.await(DATA).payload()).isNotEmpty();
                assertThat(client.errorAtEnd()).isLessThanOrEqualTo(0);
            }
        }
    }

    @ParameterizedTest(name = "h2.at-once <{0} streams>")
    @ValueSource(ints = {2, 100})
    void answersAtOnceAreKeptApart(int streams) throws Exception {
        try (FrameClient client = connect(INITIAL_WINDOW_SIZE, BIG)) {
            client.send(WINDOW_UPDATE, 0, 0, number(Integer.MAX_VALUE - 65_535));
            for (int i = 0; i < streams; i++) {
                client.request(2 * i + 1, client.get("/big.bin"));
            }
            Map<Integer, ByteArrayOutputStream> contents = new HashMap<>();
            int ended = 0;
            while (ended < streams) {
                Frame frame = client.await(DATA);
                contents.computeIfAbsent(frame.stream(), stream -> new ByteArrayOutputStream())
                        .writeBytes(frame.payload());
                ended += frame.endsStream() ? 1 : 0;
            }
            assertThat(contents).hasSize(streams);
            byte[] big = Files.readAllBytes(SITE.folder().root().resolve("big.bin"));
            contents.values().forEach(content -> assertThat(content.toByteArray()).isEqualTo(big));
        }
    }

    @Test
    @DisplayName("h2.answer: HEAD and 304 end with their HEADERS; names are in lower case")
    void answersWithoutContent() throws Exception {
        try (FrameClient client = connect()) {
            Answer head = client.request(1, with(":method", "HEAD", client.get("/big.bin"))).answer(1);
            assertThat(head.content()).isEmpty();
            assertThat(head.fields().get("content-length")).hasToString(Integer.toString(BIG));
            assertThat(head.fields()).allMatch(field -> field.getKey().chars().noneMatch(Character::isUpperCase));
            Answer same = client.request(3, client.get("/big.bin", "if-none-match", "*")).answer(3);
            assertThat(same.status()).isEqualTo(304);
        }
    }
}
