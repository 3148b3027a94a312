package dev.porthole.app.loop;

import dev.porthole.app.https.OwnServer;
import dev.porthole.server.tls.TlsSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Real clients of the own server, over loopback: many that ask once and then only stay, and some that read slowly. All
 * of them are looked after by one thread, which ends with the last of them. With HTTPS they do what a browser does as
 * far as the request; what comes back is read, but nobody deciphers it.
 */
final class LoopbackClients implements AutoCloseable {

    /** So small that the server feels at once when a reader is slow; it has to be set before connecting. */
    static final int SLOW_RECEIVE_BUFFER = 32 << 10;

    private static final int BEAT_MILLIS = 100;
    private static final int SLOW_BYTES_A_BEAT = 40_000;
    private static final int NOTICE_BYTES = 4_096;
    private static final int HANDSHAKE_MILLIS = 10_000;

    /** One that reads every beat as much as it may. */
    private static final class Client {

        private final SocketChannel channel;
        private final int bytesABeat;

        Client(SocketChannel channel, int bytesABeat) {
            this.channel = channel;
            this.bytesABeat = bytesABeat;
        }
    }

    private final ConcurrentLinkedQueue<Client> arriving = new ConcurrentLinkedQueue<>();
    private final List<Client> clients = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(SLOW_BYTES_A_BEAT);
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger slow = new AtomicInteger();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("porthole-clients").factory());

    private final @Nullable TlsSettings tls;
    private @Nullable SSLSocketFactory secureSockets;

    /**
     * Nobody is there yet.
     *
     * @param tls how the server speaks HTTPS; null if it does not
     */
    LoopbackClients(@Nullable TlsSettings tls) {
        this.tls = tls;
        var _ = thread.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** How many are there that only stay. */
    int idle() {
        return idle.get();
    }

    /** How many slow readers are there. */
    int slow() {
        return slow.get();
    }

    /**
     * Has so many come, ask for the head of a page, and stay; takes a while, on the thread of the clients.
     *
     * @param target the request target of the page
     */
    void addIdle(InetSocketAddress server, String target, int count) {
        thread.execute(() -> {
            for (int i = 0; i < count && !thread.isShutdown(); i++) {
                if (!connect(server, "HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 0)) {
                    return;
                }
            }
        });
    }

    /** Has one come that asks for a file and reads it slowly, then leaves. */
    void addSlow(InetSocketAddress server, String target) {
        thread.execute(() -> connect(
                server, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                SLOW_BYTES_A_BEAT));
    }

    private boolean connect(InetSocketAddress server, String request, int bytesABeat) {
        try {
            SocketChannel channel = SocketChannel.open();
            try {
                if (bytesABeat > 0) {
                    channel.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_RECEIVE_BUFFER);
                }
                channel.connect(server);
                send(channel, request.getBytes(StandardCharsets.US_ASCII));
                channel.configureBlocking(false);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            arriving.add(new Client(channel, bytesABeat));
            counter(bytesABeat).incrementAndGet();
            return true;
        } catch (IOException e) {
            // The server has stopped, or no more sockets are to be had: those that are there are enough.
            return false;
        }
    }

    private void send(SocketChannel channel, byte[] request) throws IOException {
        TlsSettings server = tls;
        if (server == null) {
            channel.write(ByteBuffer.wrap(request));
            return;
        }
        SSLSocketFactory sockets = secureSockets;
        if (sockets == null) {
            sockets = OwnServer.sockets(server);
            secureSockets = sockets;
        }
        channel.socket().setSoTimeout(HANDSHAKE_MILLIS);
        // It is not closed: from here on, the channel below it is all that is needed.
        OwnServer.secure(channel.socket(), sockets).getOutputStream().write(request);
    }

    private AtomicInteger counter(int bytesABeat) {
        return bytesABeat > 0 ? slow : idle;
    }

    /** Reads what may be read, and lets those go whom the server has left. */
    private void beat() {
        for (Client each = arriving.poll(); each != null; each = arriving.poll()) {
            clients.add(each);
        }
        for (Iterator<Client> each = clients.iterator(); each.hasNext();) {
            Client client = each.next();
            if (!isThere(client)) {
                each.remove();
                leave(client);
            }
        }
    }

    private boolean isThere(Client client) {
        try {
            buffer.clear().limit(client.bytesABeat > 0 ? client.bytesABeat : NOTICE_BYTES);
            return client.channel.read(buffer) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void leave(Client client) {
        try {
            client.channel.close();
        } catch (IOException e) {
            // It has left all the same.
        }
        counter(client.bytesABeat).decrementAndGet();
    }

    /** Has all those leave that only stay. */
    void removeIdle() {
        removeAll(false);
    }

    /** Has all slow readers leave. */
    void removeSlow() {
        removeAll(true);
    }

    private void removeAll(boolean slowOnes) {
        thread.execute(() -> {
            beat();
            clients.removeIf(client -> {
                boolean leaves = client.bytesABeat > 0 == slowOnes;
                if (leaves) {
                    leave(client);
                }
                return leaves;
            });
        });
    }

    /** Has all of them leave, and ends their thread. */
    @Override
    public void close() {
        removeAll(true);
        removeAll(false);
        thread.shutdown();
    }
}
