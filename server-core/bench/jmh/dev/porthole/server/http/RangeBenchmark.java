package dev.porthole.server.http;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The Range header field. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class RangeBenchmark {

    /** What a media player sends, and the most ranges that are answered. */
    @Param({
        "bytes=1048576-",
        "bytes=0-9, 20-29, 40-49, 60-69, 80-89, 100-109, 120-129, 140-149, "
                + "160-169, 180-189, 200-209, 220-229, 240-249, 260-269, 280-289, -10"
    })
    public String field = "";

    /** From the field's text to what is to be sent. */
    @Benchmark
    public Object parse() {
        return ByteRanges.parse(field, 100 << 20, HttpLimits.DEFAULT.ranges());
    }
}
