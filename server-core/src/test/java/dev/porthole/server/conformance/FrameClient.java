package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A client of HTTP/2 that sends exactly the frames it is told to, RFC 9113 section 4. */
final class FrameClient implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    /** A frame, with its fields if it is HEADERS. */
    record Frame(int type, int flags, int stream, byte[] payload, Http2Headers fields) {

        /** The error code of RST_STREAM and GOAWAY. */
        int code() {
            return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0);
        }

        boolean endsStream() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }
    }

    /** An answer as it came. */
    record Answer(Http2Headers fields, byte[] content) {

        int status() {
            return Integer.parseInt(fields.status().toString());
        }
    }

    private final SSLSocket socket;
    private final DataInputStream in;
    private final String authority;
    private final DefaultHttp2HeadersDecoder hpack = new DefaultHttp2HeadersDecoder(true, 1 << 20);

    private FrameClient(InetSocketAddress server) throws IOException {
        Socket tcp = new Socket();
        tcp.setTcpNoDelay(true);
        tcp.setSoTimeout(10_000);
        tcp.connect(server);
        socket = (SSLSocket) TestAuthority.SHARED.trusting().getSocketFactory()
                .createSocket(tcp, "localhost", server.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
        in = new DataInputStream(socket.getInputStream());
        authority = "localhost:" + server.getPort();
    }

    /** Connects without a word of HTTP/2. */
    static FrameClient silent(InetSocketAddress server) throws IOException {
        return new FrameClient(server);
    }

    /** Connects and sends the preface with settings, each its number and value. */
    static FrameClient connect(InetSocketAddress server, int... settings) throws IOException {
        FrameClient client = new FrameClient(server);
        client.bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
        ByteBuffer payload = ByteBuffer.allocate(settings.length * 3);
        for (int i = 0; i < settings.length; i += 2) {
            payload.putShort((short) settings[i]).putInt(settings[i + 1]);
        }
        return client.send(SETTINGS, 0, 0, payload.array());
    }

    int localPort() {
        return socket.getLocalPort();
    }

    FrameClient bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    FrameClient send(int type, int flags, int stream, byte... payload) throws IOException {
        return bytes(frame(type, flags, stream, payload));
    }

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .putShort((short) (payload.length >> 8))
                .put((byte) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /** The fields of an ordinary request, with some more: name, value, name, value. */
    String[] get(String path, String... more) {
        String[] fields = new String[8 + more.length];
        String[] usual = {":method", "GET", ":scheme", "https", ":authority", authority, ":path", path};
        System.arraycopy(usual, 0, fields, 0, 8);
        System.arraycopy(more, 0, fields, 8, more.length);
        return fields;
    }

    FrameClient request(int stream, String... fields) throws IOException {
        return send(HEADERS, END_HEADERS | END_STREAM, stream, block(fields));
    }

    /** A field block of literals that are not indexed and not compressed, RFC 7541 section 6.2.2. */
    static byte[] block(String... fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            block.write(0);
            string(block, fields[i]);
            string(block, fields[i + 1]);
        }
        return block.toByteArray();
    }

    private static void string(ByteArrayOutputStream block, String text) {
        int length = text.length();
        if (length < 127) {
            block.write(length);
        } else {
            block.write(127);
            for (length -= 127; length >= 128; length /= 128) {
                block.write(length % 128 + 128);
            }
            block.write(length);
        }
        block.writeBytes(text.getBytes(ISO_8859_1));
    }

    /** Each has to be decoded, because what it says is referred to by later ones. */
    private Http2Headers fields(int stream, byte[] block) throws IOException {
        try {
            return hpack.decodeHeaders(stream, Unpooled.wrappedBuffer(block));
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** The next frame, or null at the end of the connection, be it orderly or not. */
    Frame next() throws IOException {
        try {
            int lengthAndType = in.readInt();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            int type = lengthAndType & 0xff;
            byte[] payload = in.readNBytes(lengthAndType >>> 8);
            Http2Headers fields = type == HEADERS ? fields(stream, payload) : new DefaultHttp2Headers();
            return new Frame(type, flags, stream, payload, fields);
        } catch (EOFException | SocketException e) {
            return null;
        }
    }

    /** The next frame of a type; those of the others are passed over. */
    Frame await(int type) throws IOException {
        for (Frame frame = next(); frame != null; frame = next()) {
            if (frame.type() == type && (frame.flags() & ACK) == (type == PING ? ACK : frame.flags() & ACK)) {
                return frame;
            }
        }
        return fail("the connection ended before a frame of type " + type);
    }

    /** The whole answer on a stream; frames of other streams may not come between. */
    Answer answer(int stream) throws IOException {
        Http2Headers fields = null;
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Frame frame = next(); frame != null; frame = next()) {
            if (frame.stream() == stream) {
                assertThat(frame.type()).as("type of a frame of stream %d", stream).isIn(HEADERS, DATA);
                if (frame.type() == HEADERS) {
                    fields = frame.fields();
                } else {
                    content.writeBytes(frame.payload());
                    credit(stream, frame.payload().length, frame.endsStream());
                }
                if (frame.endsStream()) {
                    return new Answer(fields, content.toByteArray());
                }
            }
        }
        return fail("the connection ended before the answer on stream " + stream);
    }

    private void credit(int stream, int bytes, boolean last) throws IOException {
        if (bytes > 0) {
            send(WINDOW_UPDATE, 0, 0, number(bytes));
            if (!last) {
                send(WINDOW_UPDATE, 0, stream, number(bytes));
            }
        }
    }

    /** Waits for the end; the error code of the GOAWAY before it, or -1 when there was none. */
    int errorAtEnd() throws IOException {
        int code = -1;
        for (Frame frame = next(); frame != null; frame = next()) {
            code = frame.type() == GOAWAY ? frame.code() : code;
        }
        return code;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
