package dev.porthole.server.http;

import dev.porthole.server.conditions.Conditions;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.files.DocumentRoot;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The common request on its way through a connection, from the bytes read to the buffer given to the system,
 * without the system: one processor core's worth of the program's own work.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class HotAnswersBenchmark {

    private static final int KIBIBYTE = 1024;

    private final ByteBuf minimal = Heads.bytes(Heads.MINIMAL);
    private final ByteBuf chromium = Heads.bytes(Heads.CHROMIUM);
    private final ByteBuf pipelined = Heads.bytes(Heads.MINIMAL.repeat(16));
    private Connected connected = new Connected();

    /** Whether the events are recorded in the live log, or dropped. */
    @Param({"false", "true"})
    public boolean recorded;

    private Path folder = Path.of("");

    /** A connection whose client takes everything at once and keeps nothing. */
    private static final class Connected extends EmbeddedChannel {

        private long written;

        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer buffers) {
            for (Object next = buffers.current(); next != null; next = buffers.current()) {
                int length = ((ByteBuf) next).readableBytes();
                written += length;
                buffers.removeBytes(length);
            }
        }
    }

    /** Serves a file of 1 KiB that is in memory already. */
    @Setup
    public void begin() throws IOException {
        folder = Files.createTempDirectory("porthole-bench");
        Files.write(folder.resolve("index.html"), new byte[KIBIBYTE]);
        HttpService service = new HttpService(
                new DocumentRoot(folder, false),
                false,
                null,
                true,
                HostingRules.NONE,
                false,
                null,
                InetAddress.getLoopbackAddress(),
                1,
                0,
                HttpLimits.DEFAULT,
                recorded ? new EventLog() : event -> { },
                new Conditions(), new AtomicLong(),
                Runnable::run,
                Runnable::run,
                Runnable::run);
        connected = new Connected();
        connected.pipeline().addLast(new HttpConnection(service, 1, connected, false, null));
        connected.pipeline().fireChannelActive();
    }

    /** Leaves nothing behind. */
    @TearDown
    public void end() throws IOException {
        connected.close();
        Files.delete(folder.resolve("index.html"));
        Files.delete(folder);
    }

    /** The least a client can send. */
    @Benchmark
    public long answerMinimal() {
        return answer(minimal);
    }

    /** What a browser sends. */
    @Benchmark
    public long answerChromium() {
        return answer(chromium);
    }

    /** Sixteen requests in one read. */
    @Benchmark
    public long answerSixteenPipelined() {
        return answer(pipelined);
    }

    private long answer(ByteBuf request) {
        long before = connected.written;
        ByteBuf read = PooledByteBufAllocator.DEFAULT.directBuffer(2048);
        read.writeBytes(request, 0, request.readableBytes());
        connected.pipeline().fireChannelRead(read).fireChannelReadComplete();
        connected.runPendingTasks();
        if (connected.written - before < KIBIBYTE) {
            throw new IllegalStateException("no answer");
        }
        return connected.written;
    }
}
