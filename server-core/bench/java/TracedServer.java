import dev.porthole.server.ServerState;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.loop.LoopTrace;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves a folder as the window does, and traces its event loops while it is told to: "on" and "off" come line by line.
 * The events are taken twenty times a second, as the window takes them. For the bench alone.
 */
final class TracedServer {

    private static final long BEAT_MILLIS = 50;

    private final AtomicLong events = new AtomicLong();
    private volatile LoopTrace trace;

    /** Takes a folder and a port. */
    public static void main(String[] arguments) throws Exception {
        StaticServer server = new StaticServer(new EventLog());
        ServerState.Running running =
                server.start(SiteSettings.local(Path.of(arguments[0]), Integer.parseInt(arguments[1])));
        System.out.println("Serving " + running.settings().root() + " at port " + running.address().getPort());
        new TracedServer().obey(server);
    }

    private void obey(StaticServer server) throws Exception {
        ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor();
        reader.scheduleAtFixedRate(this::take, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            LoopTrace before = trace;
            trace = order.equals("on") ? server.trace().orElseThrow() : null;
            if (before != null) {
                before.close();
            }
            System.out.println(order + " " + events.get());
        }
        reader.shutdownNow();
        server.close();
    }

    private void take() {
        LoopTrace open = trace;
        for (int loop = 0; open != null && loop < open.loops(); loop++) {
            open.events(loop).take(Integer.MAX_VALUE, event -> events.incrementAndGet());
        }
    }
}
