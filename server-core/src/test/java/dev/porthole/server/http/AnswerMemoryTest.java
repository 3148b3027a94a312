package dev.porthole.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerMemoryTest {

    private final AnswerMemory memory = new AnswerMemory(1_000);

    @Test
    void thereIsNoRoomOnceTheLimitIsReached() {
        assertThat(memory.take(300)).isNotNull();
        assertThat(memory.take(300)).as("begun below the limit").isNotNull();
        assertThat(memory.take(1)).isNull();
        assertThat(memory.taken()).isEqualTo(1_200);
    }

    @Test
    void theLargestAnswerFindsRoomAlone() {
        assertThat(memory.take(1_000_000)).isNotNull();
        assertThat(memory.take(1)).isNull();
    }

    @Test
    void whatIsGivenBackTwiceIsGivenBackOnce() {
        AnswerMemory.Share first = memory.take(200);
        AnswerMemory.Share second = memory.take(300);
        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        first.giveBack();
        first.giveBack();
        assertThat(memory.taken()).isEqualTo(600);
        second.giveBack();
        assertThat(memory.taken()).isZero();
    }
}
