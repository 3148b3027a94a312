package dev.porthole.server.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A throttled channel without a socket, in a time of our own. */
class ThrottleTest {

    /** A byte takes a microsecond down and two up; it is 100 ms to the client and back. */
    private static final NetworkProfile NETWORK =
            new NetworkProfile("test", 8_000_000, 4_000_000, Duration.ofMillis(100));

    private final MockTicker time = Ticker.newMockTicker();
    private final AtomicInteger removals = new AtomicInteger();
    private final DeviceLine line = new DeviceLine(NETWORK, time.nanoTime());
    private final List<String> events = new ArrayList<>();
    private final Throttle throttle = throttle();
    private final EmbeddedChannel channel = channel(throttle);

    private Throttle throttle() {
        return new Throttle(line, InetAddress.getLoopbackAddress(), removals::incrementAndGet, time::nanoTime);
    }

    private EmbeddedChannel channel(Throttle with) {
        ChannelInboundHandlerAdapter last = new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                events.add(event.toString());
            }
        };
        EmbeddedChannel made = EmbeddedChannel.builder().ticker(time).handlers(with, last).build();
        // The time that an idle line has saved.
        line.down().reset(time.nanoTime());
        line.up().reset(time.nanoTime());
        return made;
    }

    @AfterEach
    void nothingIsLeftBehind() {
        channel.finishAndReleaseAll();
        assertThat(removals.get()).isEqualTo(1);
    }

    private static ByteBuf bytes(int count) {
        return Unpooled.wrappedBuffer("x".repeat(count).getBytes(StandardCharsets.US_ASCII));
    }

    private void pass(long millis) {
        time.advanceMillis(millis);
        channel.runScheduledPendingTasks();
    }

    /** What has got to the socket in this time. */
    private int sentAfter(long millis) {
        for (long i = 0; i < millis; i++) {
            pass(1);
        }
        int sent = 0;
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            sent += out.readableBytes();
            out.release();
        }
        return sent;
    }

    @Test
    void whatGoesOutTakesItsTimeAndHalfARoundTrip() {
        ByteBuf message = bytes(100_000);
        ChannelFuture done = channel.writeAndFlush(message);
        assertThat(sentAfter(59)).isZero();
        assertThat(sentAfter(2)).isEqualTo(10_000);
        assertThat(message.readerIndex()).as("what is seen of it outside").isEqualTo(10_000);
        assertThat(sentAfter(50)).isEqualTo(50_000);
        assertThat(done.isDone()).isFalse();
        assertThat(throttle.isHolding()).isTrue();
        assertThat(sentAfter(40)).isEqualTo(40_000);
        assertThat(done.isSuccess()).isTrue();
        assertThat(message.refCnt()).isZero();
        assertThat(throttle.isEmpty()).isTrue();
        assertThat(throttle.isHolding()).isFalse();
        assertThat(throttle.passed()).isEqualTo(100_000);
        assertThat(throttle.heldNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(150));
    }

    @Test
    void whatFollowsFindsTheLineAsIfItHadStoodBehind() {
        channel.write(bytes(50_000)).addListener(taken -> channel.writeAndFlush(bytes(30_000)));
        channel.flush();
        assertThat(sentAfter(100)).isEqualTo(50_000);
        assertThat(sentAfter(15)).isEqualTo(10_000);
        assertThat(sentAfter(15)).isEqualTo(20_000);
    }

    @Test
    void whatFollowsAfterALookAtTheFileFollowsAllTheSame() {
        channel.writeAndFlush(bytes(50_000));
        assertThat(sentAfter(102)).isEqualTo(50_000);
        channel.writeAndFlush(bytes(30_000));
        assertThat(sentAfter(30)).isEqualTo(30_000);
    }

    @Test
    void nothingTakesNoTimeAndKeepsItsPlace() {
        ChannelFuture before = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        assertThat(before.isSuccess()).isTrue();
        channel.write(bytes(50_000)).addListener(taken -> channel.writeAndFlush(bytes(30_000)));
        channel.flush();
        assertThat(sentAfter(90)).isEqualTo(40_000);
        // As TLS does for each flush.
        ChannelFuture after = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        assertThat(after.isDone()).isFalse();
        assertThat(sentAfter(10)).isEqualTo(10_000);
        assertThat(after.isSuccess()).isTrue();
        assertThat(sentAfter(30)).isEqualTo(30_000);
    }

    @Test
    void whatIsHandedOverLaterTakesHalfARoundTripAsEver() {
        channel.writeAndFlush(bytes(50_000));
        assertThat(sentAfter(110)).isEqualTo(50_000);
        channel.writeAndFlush(bytes(10_000));
        assertThat(sentAfter(49)).isZero();
        assertThat(sentAfter(2)).isEqualTo(10_000);
    }

    @Test
    void whatFollowsIsNoSoonerThereThanWhatItWasAskedByCouldBeAnswered() {
        channel.write(bytes(150_000)).addListener(taken -> channel.writeAndFlush(bytes(10_000)));
        channel.flush();
        sentAfter(145);
        channel.writeInbound(bytes(1));
        assertThat(sentAfter(55)).isEqualTo(150_000 - 90_000);
        assertThat(channel.<ByteBuf>readInbound().release()).isTrue();
        // Half a round trip after the input, which came five milliseconds ago, and not at once.
        assertThat(sentAfter(25)).isZero();
        assertThat(sentAfter(20)).isEqualTo(10_000);
    }

    @Test
    void twoConnectionsOfADeviceShareItsLine() {
        Throttle otherThrottle = throttle();
        EmbeddedChannel other = channel(otherThrottle);
        try {
            channel.writeAndFlush(bytes(100_000));
            other.writeAndFlush(bytes(100_000));
            for (int i = 0; i < 150; i++) {
                time.advanceMillis(1);
                channel.runScheduledPendingTasks();
                other.runScheduledPendingTasks();
            }
            // A hundred milliseconds of the line are through, half of them each.
            assertThat(throttle.passed()).isEqualTo(50_000);
            assertThat(otherThrottle.passed()).isEqualTo(50_000);
        } finally {
            other.finishAndReleaseAll();
            removals.decrementAndGet();
        }
    }

    @Test
    void theFirstInputWaitsUntilHandsAreShaken() {
        channel.writeInbound(bytes(1_000));
        pass(149);
        assertThat(channel.<ByteBuf>readInbound()).isNull();
        pass(1);
        channel.<ByteBuf>readInbound().release();
        assertThat(throttle.takeInputHeldNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(150));
        assertThat(throttle.takeInputHeldNanos()).isZero();
        channel.writeInbound(bytes(1_000));
        pass(49);
        assertThat(channel.<ByteBuf>readInbound()).isNull();
        pass(1);
        channel.<ByteBuf>readInbound().release();
    }

    @Test
    void theEndOfTheInputComesBehindIt() {
        channel.writeInbound(bytes(1));
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(events).isEmpty();
        pass(151);
        assertThat(channel.<ByteBuf>readInbound().release()).isTrue();
        assertThat(events).hasSize(1);
    }

    @Test
    void nothingMoreIsReadWhileMuchWaits() {
        channel.writeInbound(bytes(70_000));
        assertThat(channel.config().isAutoRead()).isFalse();
        pass(300);
        assertThat(channel.<ByteBuf>readInbound().release()).isTrue();
    }

    @Test
    void aLineThatGetsFasterLetsGoSooner() {
        channel.writeAndFlush(bytes(1_000_000));
        sentAfter(1);
        line.become(new NetworkProfile("fast", 800_000_000, 0, Duration.ofMillis(2)), time.nanoTime());
        throttle.lineChanged();
        assertThat(sentAfter(12)).isEqualTo(1_000_000);
    }

    @Test
    void whatWaitsGoesAtOnceWhenNothingIsThrottledAnyMore() {
        ChannelFuture done = channel.writeAndFlush(bytes(100_000));
        channel.writeInbound(bytes(5));
        sentAfter(5);
        channel.pipeline().remove(throttle);
        assertThat(sentAfter(0)).isEqualTo(100_000);
        assertThat(channel.<ByteBuf>readInbound().release()).isTrue();
        assertThat(done.isSuccess()).isTrue();
        assertThat(throttle.isHolding()).isFalse();
    }

    @Test
    void whatWaitsFailsWhenTheConnectionEnds() {
        ByteBuf message = bytes(100_000);
        ChannelFuture done = channel.writeAndFlush(message);
        ByteBuf input = bytes(5);
        channel.writeInbound(input);
        sentAfter(70);
        channel.close();
        channel.runPendingTasks();
        assertThat(done.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(message.refCnt()).isZero();
        assertThat(input.refCnt()).isZero();
        assertThat(message.readerIndex()).as("what was sent").isBetween(20_000, 30_000);
    }

    @Test
    void messagesStayInTheirOrder() {
        channel.write(Unpooled.copiedBuffer("one ", StandardCharsets.US_ASCII), channel.voidPromise());
        ChannelFuture empty = channel.write(Unpooled.EMPTY_BUFFER);
        channel.writeAndFlush(Unpooled.copiedBuffer("two", StandardCharsets.US_ASCII));
        for (int i = 0; i < 60; i++) {
            pass(1);
        }
        StringBuilder all = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            all.append(out.toString(StandardCharsets.US_ASCII));
            out.release();
        }
        assertThat(all).hasToString("one two");
        assertThat(empty.isSuccess()).isTrue();
        assertThat(throttle.isEmpty()).isTrue();
    }
}
