package dev.porthole.lab.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The second program: prints requests line by line and answers with files. */
final class WebProgram implements Program {

    /** The body of its 404: 25 characters, 37 bytes. */
    static final String NOT_FOUND = "file not found, 请输入正确的url";

    private static final int LONGEST_HEAD = 64 * 1024;
    private static final Pattern TARGET = Pattern.compile("([^/]*)([^ ]+)");
    /** What ends a line for Python's splitlines. */
    private static final Pattern LINE_END =
            Pattern.compile("\r\n|[\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029]");
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Bait bait;
    private final Consumer<String> out;
    private final Consumer<String> refused;

    /**
     * The program.
     *
     * @param out told of every line it prints
     * @param refused told of a path that leads out of the bait
     */
    WebProgram(Bait bait, Consumer<String> out, Consumer<String> refused) {
        this.bait = bait;
        this.out = out;
        this.refused = refused;
    }

    @Override
    public void starting(int port) {
        out.accept(started(Integer.toString(port)));
    }

    /** What it prints when it begins. */
    static String started(String port) {
        return "http服务器使用的port:" + port;
    }

    @Override
    public void accepted(Connection connection) {
        // The tutorial's says nothing.
    }

    @Override
    public void closed(Connection connection) {
        // The tutorial's says nothing.
    }

    @Override
    public void received(Connection connection, byte[] bytes, Switches switches, Consumer<byte[]> reply) {
        if (!switches.on(Switch.WHOLE_HEAD)) {
            answer(connection, bytes, switches, reply);
            return;
        }
        connection.head().writeBytes(bytes);
        byte[] arrived = connection.head().toByteArray();
        int start = 0;
        int end = headEnd(arrived, start);
        while (end >= 0) {
            answer(connection, Arrays.copyOfRange(arrived, start, end), switches, reply);
            start = end;
            end = headEnd(arrived, start);
        }
        connection.head().reset();
        if (arrived.length - start > LONGEST_HEAD) {
            notFound(switches, reply);
        } else {
            connection.head().write(arrived, start, arrived.length - start);
        }
    }

    /** Where the first head behind {@code start} ends, its empty line included; -1 if it does not. */
    private static int headEnd(byte[] bytes, int start) {
        for (int i = start; i + HEAD_END.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                return i + HEAD_END.length;
            }
        }
        return -1;
    }

    private void answer(Connection connection, byte[] request, Switches switches, Consumer<byte[]> reply) {
        String text = switches.on(Switch.DECODE_STREAM)
                ? connection.decoder().decode(request) : StrictUtf8.decode(request);
        List<String> lines = lines(text);
        for (int i = 0; i < lines.size(); i++) {
            out.accept(i + " " + lines.get(i));
        }
        String path = "";
        Matcher target = TARGET.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (target.lookingAt()) {
            out.accept("正则提取数据: " + target.group(1));
            out.accept("正则提取数据: " + target.group(2));
            path = target.group(2).equals("/") ? "/index.html" : target.group(2);
        }
        try {
            if (path.isEmpty()) {
                notFound(switches, reply);
            } else {
                found(bait.read(path, switches.on(Switch.INSIDE_FOLDER)), reply);
            }
        } catch (Bait.OutsideException outside) {
            refused.accept(path);
            notFound(switches, reply);
        } catch (IOException none) {
            notFound(switches, reply);
        }
    }

    /** The lines of a text without their ends, none behind the last end. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(List.of(LINE_END.split(text, -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private static void found(byte[] file, Consumer<byte[]> reply) {
        reply.accept(joined(bytes("HTTP/1.1 200 OK\r\nContent-Length: " + file.length + "\r\n\r\n"), file));
    }

    private static void notFound(Switches switches, Consumer<byte[]> reply) {
        byte[] body = bytes(NOT_FOUND);
        int length = switches.on(Switch.BYTE_LENGTH) ? body.length : NOT_FOUND.length();
        byte[] head = bytes("HTTP/1.1 404 not found\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
                + length + "\r\n\r\n");
        if (switches.on(Switch.ONE_WRITE)) {
            reply.accept(joined(head, body));
        } else {
            reply.accept(head);
            reply.accept(body);
        }
    }

    private static byte[] joined(byte[] head, byte[] body) {
        byte[] both = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, both, head.length, body.length);
        return both;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
