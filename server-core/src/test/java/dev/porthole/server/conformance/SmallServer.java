package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, which may open only a few files and runs in the C locale, where Java knows
 * no names beyond ASCII. It ends when its input ends.
 */
final class SmallServer implements AutoCloseable {

    private final Process process;
    private final InetSocketAddress address;

    private SmallServer(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** Starts a server that may have so many descriptors open. */
    static SmallServer serving(ServedFolder folder, int descriptors) throws IOException {
        TlsUnderTest.assumeNot("a server in another process has no certificate that is trusted here");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder command = new ProcessBuilder(
                "sh", "-c", "ulimit -n \"$1\"; shift; exec \"$@\"", "sh", String.valueOf(descriptors),
                java, "-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                TransportUnderTest.argument(),
                "-cp", classPath(), SmallServer.class.getName(), folder.root().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        command.environment().put("LC_ALL", "C");
        Process process = command.start();
        BufferedReader output = process.inputReader(UTF_8);
        String port = output.readLine();
        if (port == null) {
            process.destroyForcibly();
            throw new IOException("the server process did not start");
        }
        return new SmallServer(process,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    InetSocketAddress address() {
        return address;
    }

    /** What the kernel tells about the process, proc(5). */
    Path proc(String name) {
        return Path.of("/proc/" + process.pid() + "/" + name);
    }

    /** How long it has worked so far, in clock ticks. */
    long ticks() throws IOException {
        String stat = Files.readString(proc("stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(afterName[11]) + Long.parseLong(afterName[12]);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }

    /** The process itself: serves a folder, prints the port, and waits. */
    public static void main(String[] arguments) throws Exception {
        try (StaticServer server = new StaticServer(event -> {})) {
            SiteSettings settings = TransportUnderTest.on(SiteSettings.local(Path.of(arguments[0]), 0));
            System.out.println(server.start(settings).address().getPort());
            while (System.in.read() >= 0) {
                // Nothing is said to this process; only the end of its input means something.
            }
        }
    }
}
