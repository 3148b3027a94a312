package dev.porthole.app.help;

import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Notice;
import dev.porthole.app.site.Notices;
import dev.porthole.app.site.Opener;
import dev.porthole.app.text.Language;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.ServerState;
import dev.porthole.server.StartException;
import dev.porthole.server.StaticServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/**
 * Opens the guide in the browser. Its server is no site of the user's: it starts when the guide is first asked for,
 * keeps no log, and ends with the window.
 */
public final class GuideViewModel {

    private final Threads threads;
    private final Opener opener;
    private final Notices notices;
    private final StaticServer server = new StaticServer(event -> { });

    /** Opens it through this opener, and tells what went wrong through these notices. */
    public GuideViewModel(Threads threads, Opener opener, Notices notices) {
        this.threads = threads;
        this.opener = opener;
        this.notices = notices;
    }

    /** Opens a page in the browser, in a moment. */
    public void open(GuidePage page, Language language) {
        try {
            threads.waiting().execute(() -> openNow(page, language));
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }

    /** Ends the server of the guide, if it runs. */
    public void close() {
        var _ = server.stop(Duration.ZERO);
    }

    private void openNow(GuidePage page, Language language) {
        try {
            ServerState.Running running = running();
            opener.open("http://127.0.0.1:" + running.address().getPort() + page.path(language));
        } catch (IOException | StartException e) {
            notices.post(Notice.of(
                    "guide", Notice.Severity.WARNING, Phrase.of("guide.failed", String.valueOf(e.getMessage()))));
        }
    }

    /** Asked twice at once, there must still be one server only. */
    private synchronized ServerState.Running running() throws IOException, StartException {
        return server.state() instanceof ServerState.Running running ? running : server.start(Guide.site());
    }
}
