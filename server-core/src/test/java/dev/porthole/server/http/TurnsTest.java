package dev.porthole.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final EventLoop loop = channel.eventLoop();
    private final List<String> ran = new ArrayList<>();
    private long round = 1;
    private final Turns turns = new Turns(() -> round);

    @AfterEach
    void close() {
        channel.close();
    }

    private void nextRound() {
        round++;
        channel.runScheduledPendingTasks();
    }

    private void sendMuch(String name) {
        ran.add(name);
        turns.sends(Turns.BYTES_IN_A_ROUND);
    }

    /** Sends as much as may be sent in a round, and always has more. */
    private void sendForEver(String name) {
        sendMuch(name);
        turns.await(loop, () -> sendForEver(name));
    }

    @Test
    void aRoundIsOverWhenMuchWasSent() {
        turns.sends(Turns.BYTES_IN_A_ROUND - 1);
        assertThat(turns.mayGoOn()).isTrue();
        turns.sends(1);
        assertThat(turns.mayGoOn()).isFalse();
        round++;
        assertThat(turns.mayGoOn()).isTrue();
    }

    @Test
    void whoWaitsIsServedBeforeWhoComesLater() {
        turns.sends(Turns.BYTES_IN_A_ROUND);
        turns.await(loop, () -> sendMuch("first"));
        turns.await(loop, () -> sendMuch("second"));
        round++;
        assertThat(turns.mayGoOn()).as("nobody overtakes").isFalse();
        channel.runScheduledPendingTasks();
        assertThat(ran).containsExactly("first");
        nextRound();
        assertThat(ran).containsExactly("first", "second");
        assertThat(turns.mayGoOn()).isFalse();
        round++;
        assertThat(turns.mayGoOn()).isTrue();
    }

    @Test
    void thoseWhoNeverEndTakeTurns() {
        for (String name : List.of("a", "b", "c")) {
            turns.await(loop, () -> sendForEver(name));
        }
        for (int i = 0; i < 6; i++) {
            nextRound();
        }
        assertThat(ran).containsExactly("a", "b", "c", "a", "b", "c");
    }

    @Test
    void whoWaitsIsServedHoweverMuchOthersSendWhoNeedNotWait() {
        turns.await(loop, () -> sendMuch("first"));
        turns.await(loop, () -> sendMuch("second"));
        for (int i = 0; i < 2; i++) {
            round++;
            turns.sends(Turns.BYTES_IN_A_ROUND);
            channel.runScheduledPendingTasks();
        }
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void aTaskThatFailsKeepsNobodyWaiting() {
        turns.await(loop, () -> {
            throw new IllegalStateException("on purpose");
        });
        turns.await(loop, () -> ran.add("next"));
        try {
            nextRound();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("on purpose");
        }
        nextRound();
        assertThat(ran).containsExactly("next");
    }
}
