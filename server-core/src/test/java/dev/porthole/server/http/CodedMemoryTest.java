package dev.porthole.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porthole.server.coding.ContentCoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Encoded content is made once, kept within bounds, and never kept when it could not be made. */
class CodedMemoryTest {

    private final AtomicInteger made = new AtomicInteger();

    private CodedMemory.Coded make(int bytes) {
        made.incrementAndGet();
        return new CodedMemory.Coded(new byte[bytes], 2 * bytes, 1);
    }

    private static CodedMemory.Key key(String name) {
        return new CodedMemory.Key(name, "\"1\"", ContentCoding.GZIP);
    }

    @Test
    void fiftyAtOnceMakeItOnce() throws Exception {
        CodedMemory memory = new CodedMemory(1 << 20);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            List<Future<CodedMemory.Coded>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> memory.get(key("a"), () -> {
                    begun.countDown();
                    await(go);
                    return make(100);
                })));
            }
            await(begun);
            go.countDown();
            CodedMemory.Coded first = answers.getFirst().get(10, TimeUnit.SECONDS);
            for (Future<CodedMemory.Coded> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isSameAs(first);
            }
        }
        assertThat(made).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anotherVersionOrCodingIsMadeAnew() throws Exception {
        CodedMemory memory = new CodedMemory(1 << 20);
        memory.get(key("a"), () -> make(10));
        memory.get(new CodedMemory.Key("a", "\"2\"", ContentCoding.GZIP), () -> make(10));
        memory.get(new CodedMemory.Key("a", "\"1\"", ContentCoding.BROTLI), () -> make(10));
        memory.get(key("a"), () -> make(10));
        assertThat(made).hasValue(3);
    }

    @Test
    void whatWasAskedForLongestAgoMakesRoom() throws Exception {
        CodedMemory memory = new CodedMemory(10_000);
        for (int i = 0; i < 100; i++) {
            memory.get(key("a"), () -> make(1_000));
            memory.get(key("b" + i), () -> make(1_000));
            assertThat(memory.bytes()).isLessThanOrEqualTo(10_000);
        }
        assertThat(made).as("the one that is asked for all the time stays").hasValue(101);
    }

    @Test
    void whatIsLargerThanAllRoomIsSentAndForgotten() throws Exception {
        CodedMemory memory = new CodedMemory(10_000);
        assertThat(memory.get(key("huge"), () -> make(20_000)).bytes()).hasSize(20_000);
        assertThat(memory.bytes()).isZero();
    }

    @Test
    void aFailureIsNotKept() throws Exception {
        CodedMemory memory = new CodedMemory(10_000);
        assertThatThrownBy(() -> memory.get(key("a"), () -> {
            throw new IOException("unreadable");
        })).hasMessageContaining("unreadable");
        assertThat(memory.get(key("a"), () -> make(10)).bytes()).hasSize(10);
    }
}
