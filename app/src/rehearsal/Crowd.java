import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Clients that ask at the same time on connections that stay open, so that the server has much to do at once. */
final class Crowd implements AutoCloseable {

    private static final String LENGTH = "content-length:";

    private final List<Client> clients = new ArrayList<>();
    private final String authority;

    private record Client(Socket socket, InputStream in) {}

    /** Connects so many clients to a server. */
    Crowd(URI site, int size) throws IOException {
        authority = site.getAuthority();
        for (int i = 0; i < size; i++) {
            Socket socket = new Socket(site.getHost(), site.getPort());
            clients.add(new Client(socket, new BufferedInputStream(socket.getInputStream(), 1 << 16)));
        }
    }

    /** Every client asks for one path after another and then reads all answers; all of that so many times. */
    void ask(int rounds, List<String> paths, String... fields) throws IOException {
        StringBuilder requests = new StringBuilder();
        for (String path : paths) {
            requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: ").append(authority).append("\r\n");
            for (String field : fields) {
                requests.append(field).append("\r\n");
            }
            requests.append("\r\n");
        }
        byte[] bytes = requests.toString().getBytes(StandardCharsets.US_ASCII);
        for (int round = 0; round < rounds; round++) {
            for (Client client : clients) {
                client.socket().getOutputStream().write(bytes);
            }
            for (Client client : clients) {
                for (int i = 0; i < paths.size(); i++) {
                    skipAnswer(client.in());
                }
            }
        }
    }

    private static void skipAnswer(InputStream in) throws IOException {
        String first = line(in);
        long length = 0;
        for (String line = first; !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Long.parseLong(line.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(first.contains(" 304 ") ? 0 : length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.socket().close();
        }
    }
}
