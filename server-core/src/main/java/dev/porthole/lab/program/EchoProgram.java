package dev.porthole.lab.program;

import java.util.function.Consumer;

/** The first program: prints who comes, what they say and who goes. */
final class EchoProgram implements Program {

    private final Consumer<String> out;

    EchoProgram(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void starting(int port) {
        // The tutorial's begins without a word.
    }

    @Override
    public void accepted(Connection connection) {
        out.accept("有新的客户端到来" + address(connection));
    }

    @Override
    public void received(Connection connection, byte[] bytes, Switches switches, Consumer<byte[]> reply) {
        String text = switches.on(Switch.DECODE_STREAM)
                ? connection.decoder().decode(bytes) : StrictUtf8.decode(bytes);
        if (!text.isEmpty()) {
            out.accept("recv:" + text);
        }
    }

    @Override
    public void closed(Connection connection) {
        out.accept(address(connection) + "---offline---");
    }

    /** As Python prints an address. */
    private static String address(Connection connection) {
        return "('127.0.0.1', " + connection.port() + ")";
    }
}
