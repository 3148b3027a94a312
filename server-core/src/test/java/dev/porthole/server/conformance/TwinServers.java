package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StartException;
import dev.porthole.server.StaticServer;
import dev.porthole.server.coding.ContentCoding;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ServerEvent;
import dev.porthole.server.http.HttpLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Two servers for one folder: one that answers from memory what it can, and one that has no memory. */
final class TwinServers implements AutoCloseable {

    /** How long a server is listened to before it is taken to wait for more. */
    private static final int SILENCE_MILLIS = 10;
    private static final int PATIENCE_MILLIS = 15_000;

    private static final List<String> SMALL_FILES = List.of(
            "/letters.txt", "/other.txt", "/letters.txt?v=1", "/", "/empty.css", "/sub/inner%20part.html",
            "/script.js", "/style.css", "/app.js");

    private final ServedFolder folder = new ServedFolder();
    private final Answers fromMemory = new Answers();
    private final Answers fromDisk = new Answers();
    private final StaticServer hot = new StaticServer(fromMemory::count);
    private final StaticServer cold =
            new StaticServer(fromDisk::count, HttpLimits.DEFAULT.withMemoryBytes(0));
    private final InetSocketAddress hotAddress;
    private final InetSocketAddress coldAddress;
    private final RequestGrammar grammar;

    /** How many answers there were. */
    private static final class Answers {

        private final LongAdder all = new LongAdder();
        private final LongAdder atOnce = new LongAdder();

        /** What is known by heart takes no time to be received and none to be found. */
        void count(ServerEvent event) {
            if (event instanceof ResponseFinished finished) {
                all.increment();
                if (finished.timing().receiveNanos() == 0 && finished.timing().findNanos() == 0) {
                    atOnce.increment();
                }
            }
        }
    }

    TwinServers(SiteOptions options) throws Exception {
        folder.letters();
        folder.file("other.txt", "other");
        folder.file("index.html", "<p>home</p>");
        folder.file("empty.css", "");
        folder.file("sub/inner part.html", "inner ".repeat(300));
        folder.file("deep/one/two.txt", "two");
        folder.file(".hidden", "hidden");
        folder.noise("script.js", 17_000);
        folder.file("style.css", "p { color: red } ".repeat(200));
        folder.file("style.css.gz", ContentCoding.GZIP.encoder().orElseThrow()
                .encode("p { color: red } ".repeat(200).getBytes(StandardCharsets.UTF_8)));
        folder.file("app.js", "let it = be; ".repeat(2_000));
        folder.noise("large.bin", 140_000);
        Conversation.serveEnds(folder);
        hotAddress = start(hot, options);
        coldAddress = start(cold, options);
        Map<String, String> tags = new TreeMap<>();
        for (String file : SMALL_FILES) {
            tags.put(file, settledTag(coldAddress, file));
            assertThat(settledTag(hotAddress, file)).isEqualTo(tags.get(file));
        }
        settledTag(coldAddress, "/end-7");
        grammar = new RequestGrammar(tags);
    }

    private InetSocketAddress start(StaticServer server, SiteOptions options) throws StartException {
        SiteSettings local = SiteSettings.local(folder.root(), 0);
        return server.start(TransportUnderTest.on(
                new SiteSettings(local.root(), local.port(), local.address(), options))).address();
    }

    private static String settledTag(InetSocketAddress server, String target) throws IOException {
        Instant deadline = Instant.now().plusSeconds(10);
        try (RawClient client = RawClient.connect(server)) {
            while (true) {
                client.send("HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                RawResponse response = client.readAnswerTo("HEAD").hasStatus(200);
                if (response.has("ETag") && response.has("Last-Modified")) {
                    return response.header("ETag");
                }
                assertThat(Instant.now()).as("%s has no validators yet", target).isBefore(deadline);
            }
        }
    }

    /** Lets both servers answer every familiar request, on several connections, so that all loops know it. */
    void warmUp() throws IOException {
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            for (InetSocketAddress server : List.of(hotAddress, coldAddress)) {
                try (RawClient client = RawClient.connect(server)) {
                    List<String> requests = grammar.familiarRequests();
                    client.send(String.join("", requests));
                    for (String request : requests) {
                        client.readAnswerTo(request.substring(0, request.indexOf(' '))).hasStatusIn(200, 304);
                    }
                }
            }
        }
    }

    /** How many answers the first server has given. */
    long answers() {
        return fromMemory.all.sum();
    }

    /** How many of them it gave from memory. */
    long answersFromMemory() {
        return fromMemory.atOnce.sum();
    }

    /** Fails unless the second server took its time for every single answer. */
    void checkThatTheSecondHasNoMemory() {
        assertThat(fromDisk.all.sum()).isPositive();
        assertThat(fromDisk.atOnce.sum()).as("answers from memory of a server without").isZero();
    }

    /** Holds a conversation with both servers and fails when they do not say the same. */
    void compare(long seed) throws IOException {
        Conversation conversation = Conversation.of(seed, grammar);
        try (Listener first = new Listener(hotAddress); Listener second = new Listener(coldAddress)) {
            for (Conversation.Batch batch : conversation.batches()) {
                first.send(batch);
                second.send(batch);
                if (!compare(seed, batch, first, second)) {
                    return;
                }
            }
            first.finishSending();
            second.finishSending();
            first.listen("", PATIENCE_MILLIS);
            second.listen("", PATIENCE_MILLIS);
            same(seed, "", first.heard(), second.heard(), false);
        }
    }

    /** Compares what follows a batch; true when both connections can take another. */
    private static boolean compare(long seed, Conversation.Batch batch, Listener first, Listener second)
            throws IOException {
        Listener.State one = first.listen(batch.end(), SILENCE_MILLIS);
        Listener.State two = second.listen(batch.end(), SILENCE_MILLIS);
        // If one has come to an end without being told to, the other has to come to the same end.
        if (one != Listener.State.SILENT && two == Listener.State.SILENT) {
            two = second.listen(batch.end(), PATIENCE_MILLIS);
        } else if (two != Listener.State.SILENT && one == Listener.State.SILENT) {
            one = first.listen(batch.end(), PATIENCE_MILLIS);
        }
        boolean reset = one == Listener.State.RESET || two == Listener.State.RESET;
        boolean ended = reset || one == Listener.State.CLOSED;
        if (one != two && !(ended && reset)) {
            fail(report(seed, batch.text(), first.heard() + "\n[" + one + "]", second.heard() + "\n[" + two + "]"));
        }
        if (one == Listener.State.SILENT) {
            // Both wait for more, because the end of the batch was taken for something else.
            first.finishSending();
            second.finishSending();
            one = first.listen("", PATIENCE_MILLIS);
            two = second.listen("", PATIENCE_MILLIS);
            reset = one == Listener.State.RESET || two == Listener.State.RESET;
            if (one == Listener.State.SILENT || two == Listener.State.SILENT) {
                fail(report(seed, batch.text(), first.heard() + "\n[" + one + "]", second.heard() + "\n[" + two + "]"));
            }
        }
        same(seed, batch.text(), first.heard(), second.heard(), reset);
        return one == Listener.State.ANSWERED;
    }

    /** A reset may have destroyed the end of what was said before it. */
    private static void same(long seed, String sent, String first, String second, boolean reset) {
        if (first.equals(second)) {
            return;
        }
        String one = AnswerText.comparable(first);
        String two = AnswerText.comparable(second);
        boolean same = one.equals(two) || reset && (one.startsWith(two) || two.startsWith(one));
        if (!same) {
            fail(report(seed, sent, one, two));
        }
    }

    private static String report(long seed, String sent, String first, String second) {
        int same = 0;
        while (same < Math.min(first.length(), second.length()) && first.charAt(same) == second.charAt(same)) {
            same++;
        }
        return "The fast path and the strict path differ in conversation " + seed + ", from byte " + same
                + " of their answers on.\n--- sent\n" + AnswerText.readable(sent)
                + "\n--- the server with memory said\n" + AnswerText.around(first, same)
                + "\n--- the server without memory said\n" + AnswerText.around(second, same)
                + "\n--- again: ./mvnw -pl server-core test -Dtest=OneRuleBookTest -Dconversation=" + seed;
    }

    @Override
    public void close() throws IOException {
        hot.stop(Duration.ZERO).join();
        cold.stop(Duration.ZERO).join();
        folder.close();
    }
}
