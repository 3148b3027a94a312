package dev.porthole.server.http;

import dev.porthole.server.SiteSettings;
import dev.porthole.server.StartException;
import dev.porthole.server.StaticServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
 * The common request over a real socket on loopback: what it allocates is counted over all threads, and the
 * client here allocates nothing, so the bytes are the server's, event loop and transport included. The time is
 * that of a round trip, mostly the system's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class LoopbackBenchmark {

    private final ByteBuffer answer = ByteBuffer.allocateDirect(256 << 10);
    private ByteBuffer minimal = answer;
    private ByteBuffer chromium = answer;
    private Path folder = Path.of("");
    private StaticServer server = new StaticServer(event -> { });
    private SocketChannel client = newClient();

    /** The size of the file: with its head in one buffer, and apart from it. */
    @Param({"1024", "102400"})
    public int bytes;

    /** Serves a file to one client on a connection that stays. */
    @Setup
    public void begin() throws IOException, StartException {
        folder = Files.createTempDirectory("porthole-bench");
        Files.write(folder.resolve("index.html"), new byte[bytes]);
        server = new StaticServer(event -> { });
        client.close();
        client = SocketChannel.open(server.start(SiteSettings.local(folder, 0)).address());
        minimal = direct(Heads.MINIMAL);
        chromium = direct(Heads.CHROMIUM);
    }

    /** Leaves nothing behind. */
    @TearDown
    public void end() throws IOException {
        client.close();
        server.close();
        Files.delete(folder.resolve("index.html"));
        Files.delete(folder);
    }

    /** The least a client can send. */
    @Benchmark
    public int getMinimal() throws IOException {
        return get(minimal);
    }

    /** What a browser sends. */
    @Benchmark
    public int getChromium() throws IOException {
        return get(chromium);
    }

    private int get(ByteBuffer request) throws IOException {
        client.write(request.rewind());
        answer.clear();
        // The answer's head is as long as it likes, but shorter than this, and the content follows it.
        while (answer.position() <= bytes) {
            if (client.read(answer) < 0) {
                throw new IOException("the server closed the connection");
            }
        }
        int end = answer.position();
        while (end < bytes + headLength()) {
            int read = client.read(answer);
            if (read < 0) {
                throw new IOException("the server closed the connection");
            }
            end += read;
        }
        return end;
    }

    private int headLength() {
        int at = 3;
        while (answer.getInt(at - 3) != 0x0d0a0d0a) {
            at++;
        }
        return at + 1;
    }

    private static SocketChannel newClient() {
        try {
            return SocketChannel.open();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteBuffer direct(String head) {
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
