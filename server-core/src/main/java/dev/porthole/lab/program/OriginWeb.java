package dev.porthole.lab.program;

import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.LabSession;
import java.util.List;
import java.util.function.Consumer;

/**
 * The second program as one starts it from the command line: on a port of the loopback address, with the bait folder
 * only. It says what the tutorial's says, also when it is started wrongly.
 */
public final class OriginWeb implements AutoCloseable {

    private static final String USAGE = "运行方式如: python3 xxx.py 7890";
    private static final int HIGHEST_PORT = 65_535;

    private final Consumer<String> out;
    private final LabSession session;

    /**
     * One that is not started yet.
     *
     * @param out told of every line that it prints, on its own thread
     */
    public OriginWeb(Consumer<String> out) {
        this.out = out;
        this.session = new LabSession(event -> {
            if (event instanceof LabEvent.Line line) {
                out.accept(line.text());
            }
        });
    }

    /**
     * Runs it until it is closed or ends by itself; blocks meanwhile.
     *
     * @param arguments a port and a folder, as the tutorial's program takes them
     * @return the exit code that the tutorial's program has
     * @throws InterruptedException if the thread was interrupted
     */
    public int run(List<String> arguments) throws InterruptedException {
        if (arguments.size() != 1) {
            out.accept(USAGE);
            return 0;
        }
        String port = arguments.getFirst();
        if (!port.matches("\\d+")) {
            out.accept(WebProgram.started(port));
            out.accept("TypeError: 'str' object cannot be interpreted as an integer");
            return 1;
        }
        if (port.length() > Integer.toString(HIGHEST_PORT).length() || Integer.parseInt(port) > HIGHEST_PORT) {
            out.accept(WebProgram.started(port));
            out.accept("OverflowError: bind(): port must be 0-65535.");
            return 1;
        }
        GlassServer server =
                GlassServer.of(session, Tutorial.WEB, Tutorial.WEB.origin(), Integer.parseInt(port));
        server.start().join();
        return server.state().ended().isEmpty() ? 0 : 1;
    }

    /** Ends it and deletes its folder; on any thread. */
    @Override
    public void close() {
        session.close();
    }
}
