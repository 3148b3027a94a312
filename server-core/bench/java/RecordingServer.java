import dev.porthole.server.ServerState;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.EventLog;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Serves a folder as the window does: every request is recorded in the live log. For the bench alone. */
final class RecordingServer {

    private RecordingServer() {}

    /** Takes a folder and a port. */
    public static void main(String[] arguments) throws Exception {
        StaticServer server = new StaticServer(new EventLog());
        ServerState.Running running =
                server.start(SiteSettings.local(Path.of(arguments[0]), Integer.parseInt(arguments[1])));
        System.out.println("Serving " + running.settings().root() + " at port " + running.address().getPort());
        new CountDownLatch(1).await();
    }
}
