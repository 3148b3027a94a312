package dev.porthole.app.site;

import dev.porthole.app.platform.LanAddresses;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Notice.Remedy;
import dev.porthole.app.site.Notice.Severity;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.ServerState;
import dev.porthole.server.StartFailure;
import dev.porthole.server.event.AcceptPaused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** What there is to say about the selected site: why it failed, who can reach it, what went missing. */
final class SiteNotices {

    private static final String FAILURE = "failure";
    private static final String FOLDER_GONE = "folder-gone";
    private static final String NETWORK = "network";
    private static final String ACCEPT = "accept";
    private static final Duration PAUSE_MATTERS = Duration.ofSeconds(10);

    private final Notices notices;
    private final Threads threads;
    private final InstantSource clock;
    private final Runnable closeToNetwork;
    private ServerState state = new ServerState.Stopped();
    private @Nullable AcceptPaused shownPause;
    private @Nullable AcceptPaused dismissedPause;

    SiteNotices(Notices notices, Threads threads, InstantSource clock, Runnable closeToNetwork) {
        this.clock = clock;
        this.notices = notices;
        this.threads = threads;
        this.closeToNetwork = closeToNetwork;
    }

    /** Says nothing any more; another site is selected. */
    void clear() {
        noticeDismissal();
        shownPause = null;
        List.of(FAILURE, FOLDER_GONE, NETWORK, ACCEPT).forEach(notices::remove);
    }

    void stateChanged(ServerState now, boolean offered) {
        state = now;
        if (now instanceof ServerState.Failed failed) {
            showFailure(failed.failure(), offered);
        } else {
            notices.remove(FAILURE);
        }
        if (now instanceof ServerState.Running live && live.address().getAddress().isAnyLocalAddress()) {
            showReachable(live);
        } else {
            notices.remove(NETWORK);
        }
    }

    /** Once a way out stands beside the port field, saying it twice helps nobody. */
    void offerChanged(boolean offered) {
        if (offered) {
            notices.remove(FAILURE);
        }
    }

    void folderGone(Site site, boolean gone) {
        if (gone) {
            notices.put(new Notice(
                    FOLDER_GONE, Severity.ERROR, Phrase.of("folder.gone", site.folder()),
                    new Remedy(Phrase.of("strip.stop"), site::stop)));
        } else {
            notices.remove(FOLDER_GONE);
        }
    }

    /** Says that connections wait, until a while after the last pause; what was put away stays away. */
    void acceptPause(@Nullable AcceptPaused pause) {
        noticeDismissal();
        if (pause == null || Duration.between(pause.at(), clock.instant()).compareTo(PAUSE_MATTERS) >= 0) {
            shownPause = null;
            notices.remove(ACCEPT);
        } else if (continues(dismissedPause, pause)) {
            dismissedPause = pause;
        } else if (!continues(shownPause, pause)) {
            shownPause = pause;
            notices.put(Notice.of(
                    ACCEPT, Severity.WARNING, Phrase.of("accept." + pause.cause().name(), pause.detail())));
        } else {
            shownPause = pause;
        }
    }

    /** The server tries again many times a second; to the reader that is one long pause. */
    private static boolean continues(@Nullable AcceptPaused before, AcceptPaused pause) {
        return before != null && before.cause() == pause.cause() && before.detail().equals(pause.detail())
                && Duration.between(before.at(), pause.at()).abs().compareTo(PAUSE_MATTERS) < 0;
    }

    private void noticeDismissal() {
        boolean there = notices.shown().stream().anyMatch(notice -> notice.id().equals(ACCEPT));
        if (shownPause != null && !there) {
            dismissedPause = shownPause;
            shownPause = null;
        }
    }

    private void showFailure(StartFailure failure, boolean offered) {
        if (!offered) {
            notices.put(Notice.of(
                    FAILURE, Severity.ERROR,
                    Phrase.of("failure." + failure.kind().name(), failure.subject(), failure.detail())));
        }
    }

    private void showReachable(ServerState.Running live) {
        int port = live.address().getPort();
        String scheme = live.settings().tls() == null ? "http://" : "https://";
        try {
            threads.waiting().execute(() -> {
                List<LanAddresses.Found> addresses = LanAddresses.find();
                Phrase text = addresses.isEmpty()
                        ? Phrase.of("network.noAddress")
                        : Phrase.of("network.open",
                                scheme + addresses.getFirst().address().getHostAddress() + ":" + port + "/");
                threads.ui().execute(() -> {
                    if (state.equals(live)) {
                        notices.put(new Notice(
                                NETWORK, Severity.WARNING, text,
                                new Remedy(Phrase.of("network.close"), closeToNetwork)));
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }
}
