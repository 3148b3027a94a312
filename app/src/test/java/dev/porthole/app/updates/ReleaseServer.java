package dev.porthole.app.updates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** Whoever is asked for the newest release: keeps what it was sent, byte for byte, and answers what it was told to. */
public final class ReleaseServer implements AutoCloseable {

    /** Takes the question and never answers. */
    public static final String SILENCE = "";

    public final List<String> heads = new CopyOnWriteArrayList<>();
    public volatile String answer = SILENCE;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket socket;
    private final String scheme;

    public ReleaseServer() {
        this("http", ServerSocketFactory.getDefault());
    }

    public ReleaseServer(String scheme, ServerSocketFactory sockets) {
        this.scheme = scheme;
        try {
            socket = sockets.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::acceptAll);
    }

    public String address() {
        return scheme + "://127.0.0.1:" + socket.getLocalPort() + "/latest";
    }

    /** Answers with a release, as GitHub describes one, and with more than anybody wants to know. */
    public void publish(String tag) {
        answer("200 OK", """
                {"url":"https://127.0.0.1/1","author":{"html_url":"https://127.0.0.1/somebody","tag_name":"v9.9.9"},
                "html_url":"https://127.0.0.1/releases/%s","tag_name":"%s","draft":false,"prerelease":false,
                "assets":[{"name":"porthole.deb","size":1}],"body":"What is new\\n- much"}""".formatted(tag, tag));
    }

    public void answer(String status, String body, String... fields) {
        answer = "HTTP/1.1 " + status + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n"
                + String.join("", List.of(fields).stream().map(field -> field + "\r\n").toList()) + "\r\n" + body;
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                Thread.startVirtualThread(() -> converse(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try {
            InputStream in = client.getInputStream();
            StringBuilder head = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                head.append((char) next);
                if (head.indexOf("\r\n\r\n") >= 0) {
                    heads.add(head.toString());
                    head.setLength(0);
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException left) {
            // The client has what it wanted, or does not trust us.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
