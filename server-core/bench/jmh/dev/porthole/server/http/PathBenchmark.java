package dev.porthole.server.http;

import dev.porthole.server.files.DocumentRoot;
import dev.porthole.server.files.DocumentRoot.FoundFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From a request target to an open file. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class PathBenchmark {

    private static final List<String> NAMES = List.of("docs", "api", "index.html");

    private Path folder = Path.of("");
    private DocumentRoot root = new DocumentRoot(folder, false);

    /** A file three names below the root. */
    @Setup
    public void makeFolder() throws IOException {
        folder = Files.createTempDirectory("porthole-bench");
        Path api = Files.createDirectories(folder.resolve("docs").resolve("api"));
        Files.writeString(api.resolve("index.html"), "content");
        root = new DocumentRoot(folder, false);
    }

    /** Leaves nothing behind. */
    @TearDown
    public void removeFolder() throws IOException {
        Path api = folder.resolve("docs").resolve("api");
        Files.delete(api.resolve("index.html"));
        Files.delete(api);
        Files.delete(api.getParent());
        Files.delete(folder);
    }

    /** A path as most are. */
    @Benchmark
    public Object parsePlain() throws RequestRefusedException {
        return RequestTarget.parse("/docs/api/index.html");
    }

    /** A path with dot segments, a query, and Chinese characters percent-encoded. */
    @Benchmark
    public Object parseEncoded() throws RequestRefusedException {
        return RequestTarget.parse("/docs/./old/../%E6%96%87%E4%BB%B6%20%281%29/index.html?v=3&lang=zh");
    }

    /** Containment, facts and opening: system calls, with what they cost. */
    @Benchmark
    public String findAndOpen() throws IOException {
        FoundFile found = (FoundFile) root.find(NAMES);
        found.file().close();
        return found.relativePath();
    }
}
