package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server tells about itself is what happened on the wire. */
class EventsTest {

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.file("index.html", "<p>home</p>");
        folder.file("sub/inner.txt", "inner");
        folder.file(".hidden", "hidden");
        folder.link("escape.txt", folder.outside("secret.txt"));
        folder.sparse("huge.bin", 64 << 20);
    });

    private static RequestReceived received(ConnectionOpened opened, int place) throws Exception {
        return SITE.recorder().await(RequestReceived.class, event ->
                event.connection() == opened.connection() && event.numberOnConnection() == place);
    }

    private static ResponseFinished finished(RequestReceived request) throws Exception {
        return SITE.recorder().await(ResponseFinished.class, event -> event.number() == request.number());
    }

    @Test
    @DisplayName("events.wire: heads and sizes are those on the wire")
    void anEventTellsWhatWasSentAndReceived() throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            String request = SITE.request("GET", "/letters.txt?q", "X-Odd:   caf\u00e9 ");
            RawResponse response = client.send(request).read().hasStatus(200);
            RequestReceived received = received(opened, 1);
            assertThat(received.method()).isEqualTo("GET");
            assertThat(received.target()).isEqualTo("/letters.txt?q");
            assertThat(received.version()).isEqualTo("HTTP/1.1");
            assertThat(received.headText()).isEqualTo(request);
            ResponseFinished finished = finished(received);
            assertThat(finished.status()).isEqualTo(200);
            assertThat(finished.why().rule()).isEqualTo(Rule.FILE);
            assertThat(finished.file()).isEqualTo("letters.txt");
            assertThat(finished.mediaType()).isEqualTo(response.header("Content-Type"));
            assertThat(finished.headText()).isEqualTo(response.head());
            assertThat(finished.bodyBytes()).isEqualTo(26);
            assertThat(finished.sentBytes()).isEqualTo(26 + response.head().length());
            assertThat(finished.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(finished.timing().receiveNanos()).isNotNegative();
            assertThat(finished.timing().findNanos()).isPositive();
            assertThat(finished.timing().writeNanos()).isPositive();
        }
    }

    @ParameterizedTest(name = "events.rule: {0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            GET     | /letters.txt  | X-A: 1                   | FILE
            HEAD    | /letters.txt  | X-A: 1                   | FILE
            GET     | /             | X-A: 1                   | INDEX
            GET     | /sub/         | X-A: 1                   | LISTING
            GET     | /sub          | X-A: 1                   | DIRECTORY_SLASH
            OPTIONS | *             | X-A: 1                   | OPTIONS
            GET     | /letters.txt  | Range: bytes=0-1         | RANGE
            GET     | /letters.txt  | Range: bytes=0-1,5-6     | RANGES
            GET     | /letters.txt  | Range: bytes=x           | RANGE_IGNORED
            GET     | /letters.txt  | Range: bytes=99-         | RANGE_NOT_SATISFIABLE
            GET     | /letters.txt  | If-None-Match: *         | ETAG_MATCHED
            GET     | /letters.txt  | If-Match: "x"            | IF_MATCH_FAILED
            GET     | /letters.txt  | If-Modified-Since: Sat, 03 Jan 2026 00:00:00 GMT   | NOT_MODIFIED_SINCE
            GET     | /letters.txt  | If-Unmodified-Since: Thu, 01 Jan 1998 00:00:00 GMT | MODIFIED_SINCE
            GET     | /missing      | X-A: 1                   | NOT_FOUND
            GET     | /.hidden      | X-A: 1                   | DOTFILE
            GET     | /escape.txt   | X-A: 1                   | LINK_ESCAPES
            GET     | /../x         | X-A: 1                   | BAD_TARGET
            GET     | /%zz          | X-A: 1                   | BAD_TARGET
            GET     | /             | X A: 1                   | MALFORMED_HEAD
            GET     | /             | Host: again              | BAD_HOST
            GET     | /             | Content-Length: x        | BAD_FRAMING
            GET     | /             | Content-Length: 99999999 | BODY_TOO_LARGE
            GET     | /             | Transfer-Encoding: gzip  | CODING_UNKNOWN
            GET     | /             | Expect: coffee           | EXPECTATION_UNKNOWN
            POST    | /             | X-A: 1                   | METHOD_NOT_ALLOWED
            BREW    | /             | X-A: 1                   | METHOD_UNKNOWN
            """)
    void theRuleThatDecidedIsNamed(String method, String target, String line, Rule rule) throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            RawResponse response = client.send(SITE.request(method, target, line)).readAnswerTo(method);
            RequestReceived received = received(opened, 1);
            ResponseFinished finished = finished(received);
            assertThat(finished.why().rule()).isEqualTo(rule);
            assertThat(finished.status()).isEqualTo(response.status());
            assertThat(finished.sentBytes()).isEqualTo(response.head().length() + response.body().length);
        }
    }

    @Test
    @DisplayName("events.if-range")
    void aFailedIfRangeIsNamed() throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/letters.txt", "Range: bytes=0-1", "If-Range: \"x\"")).read();
            assertThat(finished(received(opened, 1)).why().rule()).isEqualTo(Rule.IF_RANGE_FAILED);
        }
    }

    @ParameterizedTest(name = "events.unreadable: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            nonsense~~                            | 400 | MALFORMED_HEAD
            GET / HTTP/9.9~~                      | 505 | VERSION_UNKNOWN
            GET / HTTP/1.1~~                      | 400 | BAD_HOST
            GET / HTTP/1.1~Host: evil.example~~   | 403 | FOREIGN_HOST
            """)
    void evenWhatCannotBeReadIsReported(String request, int status, Rule rule) throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(request.replace("~", "\r\n")).read().hasStatus(status);
            ResponseFinished finished = finished(received(opened, 1));
            assertThat(finished.status()).isEqualTo(status);
            assertThat(finished.why().rule()).isEqualTo(rule);
        }
    }

    @ParameterizedTest(name = "events.close-reason: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            GET /letters.txt HTTP/1.1~Host: localhost~Connection: close~~  | CLOSE_ASKED
            GET /letters.txt HTTP/1.0~~                                    | HTTP_1_0
            nonsense~~                                                     | PROTOCOL_ERROR
            GET / HTTP/1.1~Host: localhost~Content-Length: 99999999~~      | BODY_REFUSED
            """)
    void theServersReasonToCloseIsTold(String request, CloseReason reason) throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(request.replace("~", "\r\n")).read();
            client.expectEof();
            client.hangUp();
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(reason);
        }
    }

    @Test
    @DisplayName("events.close-reason: CLIENT_CLOSED, CLIENT_CLOSED_MID_REQUEST")
    void aClientThatLeavesIsToldFromOneThatBreaksOff() throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/letters.txt")).read();
            client.finishSending().expectEof();
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.CLIENT_CLOSED);
        }
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send("GET / HTT").finishSending().expectEof();
            assertThat(SITE.recorder().closed(opened).reason())
                    .isEqualTo(CloseReason.CLIENT_CLOSED_MID_REQUEST);
        }
    }

    @Test
    @DisplayName("events.client-left")
    void aDownloadThatIsBrokenOffIsNotComplete() throws Exception {
        try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/huge.bin")).readHead().hasStatus(200);
            client.reset();
            ResponseFinished finished = SITE.recorder().finished(opened);
            assertThat(finished.outcome()).isEqualTo(Outcome.CLIENT_LEFT);
            assertThat(finished.bodyBytes()).isLessThan(64 << 20);
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.CLIENT_RESET);
        }
    }

    @Test
    @DisplayName("events.client-left: among pipelined answers")
    void whatWasSentBeforeAClientLeftIsCounted() throws Exception {
        int count = 60;
        int size = 100_000;
        SITE.folder().noise("page.bin", size);
        SITE.strongTag("/page.bin");
        try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            for (int i = 0; i < 3; i++) {
                client.send(SITE.request("GET", "/page.bin")).read().hasStatus(200);
            }
            client.send(SITE.request("GET", "/page.bin").repeat(count));
            for (int i = 0; i < 5; i++) {
                client.read().hasStatus(200);
            }
            client.reset();
            SITE.recorder().closed(opened);
            List<ResponseFinished> finished = SITE.recorder().all(ResponseFinished.class).stream()
                    .filter(event -> event.connection() == opened.connection()).toList();
            assertThat(finished.stream().mapToLong(ResponseFinished::bodyBytes).sum())
                    .as("bytes sent, of which the client has read those of eight answers")
                    .isBetween(8L * size, (long) (3 + count) * size);
            assertThat(finished).anyMatch(event -> event.outcome() == Outcome.CLIENT_LEFT);
        }
    }

    @Test
    @DisplayName("events.file-changed")
    void aFileThatShrinksIsTheServersReasonToStop() throws Exception {
        Path file = SITE.folder().sparse("shrinking.bin", 64 << 20);
        try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/shrinking.bin")).readHead().hasStatus(200);
            try (RandomAccessFile opened2 = new RandomAccessFile(file.toFile(), "rw")) {
                opened2.setLength(1);
            }
            client.readToEnd((64 << 20) - 1);
            assertThat(SITE.recorder().finished(opened).outcome()).isEqualTo(Outcome.SERVER_CUT);
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.FILE_CHANGED);
        }
    }

    @Test
    @DisplayName("events.names: of files, not of targets")
    void theFileIsNamedAsOnDisk() throws Exception {
        String name = ServedFolder.unicodeNames() ? "dir/ä b%.txt" : "dir/a b%.txt";
        SITE.folder().file(name, "x".getBytes(UTF_8));
        SITE.get("/dir/../dir/" + Names.encoded(name.substring(4))).hasStatus(200);
        ResponseFinished finished =
                SITE.recorder().await(ResponseFinished.class, event -> name.equals(event.file()));
        assertThat(finished.status()).isEqualTo(200);
        SITE.get("/missing").hasStatus(404);
        ResponseFinished missing = SITE.recorder()
                .await(ResponseFinished.class, event -> event.status() == 404);
        assertThat(missing.file()).isNull();
    }

    @Test
    @DisplayName("events.pipelined")
    void pipelinedRequestsAreToldOneByOne() throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/letters.txt").repeat(5));
            for (int i = 0; i < 5; i++) {
                client.read().hasStatus(200);
            }
            finished(received(opened, 5));
            client.hangUp();
            SITE.recorder().closed(opened);
        }
        List<ConnectionClosed> closed = SITE.recorder().all(ConnectionClosed.class);
        assertThat(closed).extracting(ConnectionClosed::connection).doesNotHaveDuplicates();
    }
}
