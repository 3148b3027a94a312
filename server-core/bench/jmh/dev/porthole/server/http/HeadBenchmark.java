package dev.porthole.server.http;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The strict way from the bytes of a head to an accepted request. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class HeadBenchmark {

    private final ByteBuf minimal = Heads.bytes(Heads.MINIMAL);
    private final ByteBuf chromium = Heads.bytes(Heads.CHROMIUM);
    private final RequestHeadDecoder decoder = new RequestHeadDecoder(HttpLimits.DEFAULT);

    /** The decoder alone, with the least a client can send. */
    @Benchmark
    public @Nullable Object decodeMinimal() throws RequestRefusedException {
        return decoder.decode(minimal.readerIndex(0));
    }

    /** The decoder alone, with what a browser sends. */
    @Benchmark
    public @Nullable Object decodeChromium() throws RequestRefusedException {
        return decoder.decode(chromium.readerIndex(0));
    }

    /** The decoder, and the rules about the fields that decide how a request is understood. */
    @Benchmark
    public Object acceptChromium() throws RequestRefusedException {
        RequestHead head = decoder.decode(chromium.readerIndex(0));
        if (head == null) {
            throw new IllegalStateException("the head is whole");
        }
        return Request.of(head, false);
    }
}
