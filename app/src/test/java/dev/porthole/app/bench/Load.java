package dev.porthole.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sends requests from a process of its own, at a steady rate or as many as are answered, and counts the answers.
 * A connection that is due several requests sends them in one go (pipelining); it waits for their answers before
 * it sends more.
 */
public final class Load {

    private static final ByteBuffer REQUEST = StandardCharsets.US_ASCII.encode(
            "GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n");
    private static final int MOST_AT_ONCE = 16;
    private static final int INPUT = 256 * 1024;

    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT);
    private final Selector selector = Selector.open();
    private final int answerLength;
    private long sent;
    private long answers;

    /**
     * What came back.
     *
     * @param answers how many answers
     * @param nanos how long that took, in nanoseconds
     */
    public record Result(long answers, long nanos) {
        /** Answers a second. */
        public double rate() {
            return answers * 1e9 / nanos;
        }
    }

    private static final class Client {
        private final SocketChannel channel;
        private long bytesToCome;

        Client(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private Load(InetSocketAddress server) throws IOException {
        answerLength = askForLength(server);
    }

    /** Arguments: port, connections, requests a second (0: as many as possible), seconds. */
    public static void main(String[] arguments) throws IOException {
        int[] numbers = Stream.of(arguments).mapToInt(Integer::parseInt).toArray();
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), numbers[0]);
        Result result = new Load(server).run(server, numbers[1], numbers[2], numbers[3] * 1_000_000_000L);
        System.out.println(result.answers() + " " + result.nanos());
    }

    /** Runs this program beside; throws IllegalStateException if it fails. */
    static Result inAnotherProcess(int port, int connections, int rate, int seconds) {
        List<String> command = WindowBench.java();
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", Load.class.getName()));
        Stream.of(port, connections, rate, seconds).map(String::valueOf).forEach(command::add);
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String[] said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip().split(" ");
            if (said.length != 2) {
                throw new IllegalStateException("The load failed.");
            }
            return new Result(Long.parseLong(said[0]), Long.parseLong(said[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole length of an answer: they are all alike. */
    private int askForLength(InetSocketAddress server) throws IOException {
        try (SocketChannel channel = SocketChannel.open(server)) {
            channel.write(REQUEST.duplicate());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0 && channel.read(input.clear()) > 0) {
                head.append(StandardCharsets.ISO_8859_1.decode(input.flip()));
            }
            answers++;
            int body = head.indexOf("Content-Length: ") + "Content-Length: ".length();
            return head.indexOf("\r\n\r\n") + 4 + Integer.parseInt(head.substring(body, head.indexOf("\r\n", body)));
        }
    }

    private Result run(InetSocketAddress server, int connections, int rate, long nanos) throws IOException {
        Client[] clients = new Client[connections];
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            clients[i] = new Client(channel);
            channel.register(selector, SelectionKey.OP_READ, clients[i]);
        }
        long begun = System.nanoTime();
        long now = begun;
        int turn = 0;
        // The first answer of all told the length, and was not sent here.
        while (now - begun < nanos || sent > answers - 1) {
            boolean over = now - begun >= nanos;
            long due = rate == 0 ? sent + connections : (long) ((now - begun) / 1e9 * rate);
            for (int i = 0; i < connections && !over && sent < due; i++) {
                turn = (turn + 1) % connections;
                if (clients[turn].bytesToCome == 0) {
                    send(clients[turn], rate == 0 ? 1 : (int) Math.min(MOST_AT_ONCE, due - sent));
                }
            }
            selector.select(this::read, 1);
            now = System.nanoTime();
        }
        return new Result(answers, now - begun);
    }

    private void send(Client client, int requests) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(requests * REQUEST.remaining());
        for (int i = 0; i < requests; i++) {
            all.put(REQUEST.duplicate());
        }
        client.channel.write(all.flip());
        if (all.hasRemaining()) {
            throw new IOException("A handful of requests did not fit into an empty socket.");
        }
        client.bytesToCome = (long) requests * answerLength;
        sent += requests;
    }

    private void read(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            int read = client.channel.read(input.clear());
            if (read < 0 || read > client.bytesToCome) {
                throw new IOException("The server closed, or sent more than it had to.");
            }
            long before = Math.ceilDiv(client.bytesToCome, answerLength);
            client.bytesToCome -= read;
            answers += before - Math.ceilDiv(client.bytesToCome, answerLength);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
