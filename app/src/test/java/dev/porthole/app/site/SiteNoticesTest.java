package dev.porthole.app.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.platform.Threads;
import dev.porthole.server.event.AcceptPaused;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SiteNoticesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Threads threads = Threads.with(Runnable::run);
    private final Notices notices = new Notices(threads.ui());
    private Instant now = START;
    private final SiteNotices site = new SiteNotices(notices, threads, () -> now, () -> {});

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void aPauseIsForgottenAWhileAfterIt() {
        site.acceptPause(pause(START));
        assertThat(notices.shown()).hasSize(1);
        now = START.plusSeconds(10);
        site.acceptPause(pause(START));
        assertThat(notices.shown()).isEmpty();
    }

    @Test
    void whatWasPutAwayDoesNotComeBackWithTheSite() {
        site.acceptPause(pause(START));
        notices.remove(notices.shown().getFirst().id());
        site.clear();
        site.acceptPause(pause(START));
        now = START.plusSeconds(1);
        site.acceptPause(pause(now));
        assertThat(notices.shown()).isEmpty();
        now = START.plusSeconds(30);
        site.acceptPause(pause(now));
        assertThat(notices.shown()).hasSize(1);
    }

    private static AcceptPaused pause(Instant at) {
        return new AcceptPaused(at, AcceptPaused.Cause.TOO_MANY_OPEN_FILES, "");
    }
}
