package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is answered from memory must be answered as if there were none. Two servers, with memory and without,
 * get the same bytes, right and wrong ones, and have to say the same, byte for byte.
 *
 * <p>A long run: {@code ./mvnw -pl server-core test -Dtest=OneRuleBookTest -Dheads=1000000}, with
 * {@code -Dseed=…} to repeat it, or {@code -Dconversation=…} to repeat a single conversation.
 */
class OneRuleBookTest {

    private static final int CLIENTS = 32;
    private static final long SHORT_RUN = 6_000;
    private static final long LONGEST_MINUTES = 20;

    @ParameterizedTest(name = "compressed: {0}")
    @DisplayName("one-rule-book: with memory and without, the same answers to anything")
    @ValueSource(booleans = {false, true})
    void memoryChangesNoAnswer(boolean compress) throws Exception {
        try (TwinServers servers = new TwinServers(SiteOptions.DEFAULT.withCompress(compress))) {
            servers.warmUp();
            Long conversation = Long.getLong("conversation");
            if (conversation != null) {
                servers.compare(conversation);
                return;
            }
            Long chosen = Long.getLong("seed");
            long heads = Long.getLong("heads", SHORT_RUN);
            if (chosen == null && heads == SHORT_RUN) {
                for (long seed : compress ? new long[] {1} : new long[] {1, 2, 3}) {
                    run(servers, seed, SHORT_RUN);
                }
            }
            run(servers, chosen == null ? new Random().nextLong() : chosen, heads);
            servers.checkThatTheSecondHasNoMemory();
        }
    }

    /** Goes on until so many requests have been answered by each server. */
    private static void run(TwinServers servers, long seed, long heads) throws Exception {
        AtomicLong conversations = new AtomicLong();
        AtomicLong goal = new AtomicLong(servers.answers() + heads);
        long answersBefore = servers.answers();
        long fromMemoryBefore = servers.answersFromMemory();
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> talk(servers, seed, conversations, goal)));
            }
            for (Future<Void> client : clients) {
                client.get(LONGEST_MINUTES, TimeUnit.MINUTES);
            }
        }
        long answers = servers.answers() - answersBefore;
        long fromMemory = servers.answersFromMemory() - fromMemoryBefore;
        System.out.printf("One rule book: seed %d, %d conversations, %d answers from each server, %d %% of the first's"
                + " from memory, no difference, %.1f s%n", seed, conversations.get(), answers,
                100 * fromMemory / answers, (System.nanoTime() - begun) / 1e9);
        assertThat(fromMemory).as("answers from memory, of %d", answers).isGreaterThan(answers / 4);
    }

    private static Void talk(TwinServers servers, long seed, AtomicLong conversations, AtomicLong goal)
            throws IOException {
        try {
            while (servers.answers() < goal.get()) {
                // An odd factor, so that the conversations of neighbouring seeds are not the same ones.
                servers.compare(seed * 0x9E3779B97F4A7C15L + conversations.getAndIncrement());
            }
        } catch (AssertionError | IOException e) {
            // The others need not go on.
            goal.set(0);
            throw e;
        }
        return null;
    }
}
