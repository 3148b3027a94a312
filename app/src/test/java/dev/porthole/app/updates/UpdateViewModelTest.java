package dev.porthole.app.updates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Await;
import dev.porthole.app.FakeDesktop;
import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Notice;
import dev.porthole.app.site.Notices;
import dev.porthole.app.site.Opener;
import dev.porthole.app.text.Phrase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is asked when, and what the user is told of it. */
class UpdateViewModelTest {

    private static final Instant MORNING = Instant.parse("2026-11-26T08:00:00Z");

    @TempDir Path folder;

    private final ReleaseServer server = new ReleaseServer();
    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private final FakeDesktop desktop = new FakeDesktop();
    private final Notices notices = new Notices(threads.ui());
    private volatile Instant now = MORNING;
    private SettingsFile file;
    private UpdateViewModel model;

    @BeforeEach
    void open() {
        System.setProperty(ReleaseAddress.PROPERTY, server.address());
        file = new SettingsFile(folder, threads.background(), problem -> { });
        model = start("0.1.0");
    }

    @AfterEach
    void close() throws IOException {
        System.clearProperty(ReleaseAddress.PROPERTY);
        threads.close();
        stage.close();
        server.close();
    }

    @Test
    void asksNobodyUnlessTheUserWantsIt() {
        stage.run(model::lookIfDue);
        assertThat(told()).isEqualTo("updates.never");
        assertThat(file.get("updates.last")).isNull();
    }

    @Test
    void asksOnceADayAndRemembersThat() {
        server.publish("v0.1.0");
        stage.run(() -> model.dailyProperty().set(true));
        awaitOutcome(Outcome.UP_TO_DATE);
        assertThat(server.heads).hasSize(1);
        now = MORNING.plus(Duration.ofDays(1)).minusSeconds(1);
        model = start("0.1.0");
        assertThat(stage.call(() -> model.dailyProperty().get())).isTrue();
        assertThat(isAskedWhenDue()).isFalse();
        now = MORNING.plus(Duration.ofDays(1));
        assertThat(isAskedWhenDue()).isTrue();
        awaitOutcome(Outcome.UP_TO_DATE);
        assertThat(isAskedWhenDue()).isFalse();
        assertThat(server.heads).hasSize(2);
    }

    @Test
    void aClockThatWasPutBackDoesNotStopItForEver() {
        file.put("updates.last", "2126-11-26T08:00:00Z UP_TO_DATE");
        file.put("updates.daily", "true");
        server.publish("v0.1.0");
        model = start("0.1.0");
        assertThat(isAskedWhenDue()).isTrue();
        awaitOutcome(Outcome.UP_TO_DATE);
        assertThat(isAskedWhenDue()).isFalse();
    }

    @Test
    void aLookThatFailedCountsAndDisturbsNobody() {
        stage.run(() -> model.dailyProperty().set(true));
        awaitOutcome(Outcome.TOO_SLOW);
        assertThat(isAskedWhenDue()).isFalse();
        assertThat(stage.call(() -> notices.shown().isEmpty())).isTrue();
        // Whoever opens the panel can read it, and after the next start as well.
        model = start("0.1.0");
        assertThat(ended()).isEqualTo(Phrase.of("updates.ended.TOO_SLOW", "127.0.0.1", "1"));
    }

    @Test
    void tellsOfALaterVersionUntilTheUserDoesNotWantToKnow() {
        server.publish("v0.10.0");
        stage.run(() -> model.dailyProperty().set(true));
        Notice notice = awaitNotice();
        assertThat(notice.text()).isEqualTo(
                Phrase.of("updates.notice", new Version(0, 10, 0, ""), new Version(0, 1, 0, "")));
        stage.run(notice.remedies().getFirst().action());
        Await.until("the page is opened", () -> desktop.opened.equals(List.of("https://127.0.0.1/releases/v0.10.0")));
        stage.run(notice.remedies().getLast().action());
        assertThat(stage.call(() -> notices.shown().isEmpty())).isTrue();

        now = now.plus(Duration.ofDays(1));
        model = start("0.1.0");
        stage.run(model::lookIfDue);
        awaitOutcome(Outcome.NEWER);
        assertThat(server.heads).hasSize(2);
        assertThat(stage.call(() -> notices.shown().isEmpty())).as("this one was told of").isTrue();

        server.publish("v0.10.1");
        now = now.plus(Duration.ofDays(1));
        stage.run(model::lookIfDue);
        assertThat(awaitNotice().text().arguments().getFirst()).hasToString("0.10.1");
    }

    @Test
    void aLookThatWasAskedForTellsWhereItWasAskedFor() {
        server.publish("v0.2.0");
        stage.run(model::lookNow);
        awaitOutcome(Outcome.NEWER);
        assertThat(stage.call(() -> notices.shown().isEmpty())).isTrue();
        assertThat(stage.call(() -> model.newerProperty().getValue())).isTrue();
        assertThat(stage.call(() -> model.dailyProperty().get())).isFalse();
    }

    @Test
    void anOlderReleaseIsNoNews() {
        server.publish("v0.9.0");
        model = start("0.10.0");
        stage.run(model::lookNow);
        awaitOutcome(Outcome.UP_TO_DATE);
        assertThat(stage.call(() -> model.newerProperty().getValue())).isFalse();
    }

    @Test
    void whatWasNewerIsNotOnceItRuns() {
        server.publish("v0.2.0");
        stage.run(model::lookNow);
        awaitOutcome(Outcome.NEWER);
        model = start("0.2.0");
        assertThat(ended().key()).isEqualTo("updates.ended.UP_TO_DATE");
        assertThat(stage.call(() -> model.newerProperty().getValue())).isFalse();
    }

    @Test
    void aPageThatSomebodyWroteIntoTheSettingsIsNotOpened() {
        file.put("updates.last", "2026-11-26T08:00:00Z NEWER 0.2.0 https://example.org/");
        model = start("0.1.0");
        stage.run(model::openPage);
        assertThat(stage.call(() -> model.newerProperty().getValue())).isFalse();
        file.put("updates.last", "2026-11-26T08:00:00Z NEWER");
        model = start("0.1.0");
        assertThat(told()).isEqualTo("updates.never");
    }

    @Test
    void aLookThatWasCutOffCountsForItsDay() {
        file.put("updates.daily", "true");
        model = start("0.1.0", Duration.ofMinutes(5));
        stage.run(model::lookIfDue);
        Await.until("it is asked", () -> server.heads.size() == 1);
        assertThat(told()).isEqualTo("updates.asking");
        model = start("0.1.0");
        assertThat(ended().key()).isEqualTo("updates.ended.BEGUN");
        assertThat(isAskedWhenDue()).isFalse();
    }

    @Test
    void twoClicksAskOnce() {
        model = start("0.1.0", Duration.ofMinutes(5));
        stage.run(() -> {
            model.lookNow();
            model.lookNow();
        });
        Await.until("it is asked", () -> server.heads.size() == 1);
        server.publish("v0.1.0");
        model = start("0.1.0");
        stage.run(model::lookNow);
        awaitOutcome(Outcome.UP_TO_DATE);
        assertThat(server.heads).hasSize(2);
    }

    @Test
    void aCopyWithoutAnAddressAsksNobody() {
        System.setProperty(ReleaseAddress.PROPERTY, "");
        model = start("0.1.0");
        stage.run(() -> model.dailyProperty().set(true));
        stage.run(model::lookNow);
        assertThat(told()).isEqualTo("updates.none");
        assertThat(model.host()).isEmpty();
        System.setProperty(ReleaseAddress.PROPERTY, "http://example.org/latest");
        model = start("0.1.0");
        stage.run(model::lookNow);
        assertThat(stage.call(() -> model.statusProperty().getValue()))
                .isEqualTo(Phrase.of("updates.invalid", "http://example.org/latest"));
        assertThat(file.get("updates.last")).isNull();
    }

    private UpdateViewModel start(String version) {
        return start(version, Duration.ofSeconds(1));
    }

    private UpdateViewModel start(String version, Duration patience) {
        return stage.call(() -> new UpdateViewModel(file, threads, notices,
                new Opener(threads, desktop.desktop(), notices), () -> now, version, patience));
    }

    /** Whoever is asked is so at once: what was remembered tells. */
    private boolean isAskedWhenDue() {
        String before = file.get("updates.last");
        stage.run(model::lookIfDue);
        return !String.valueOf(file.get("updates.last")).equals(before);
    }

    private String told() {
        return stage.call(() -> model.statusProperty().getValue().key());
    }

    private Phrase ended() {
        return stage.call(() -> (Phrase) model.statusProperty().getValue().arguments().getLast());
    }

    private void awaitOutcome(Outcome outcome) {
        stage.until(outcome.name(), () -> {
            Phrase status = model.statusProperty().getValue();
            return status.key().equals("updates.last")
                    && status.arguments().getLast() instanceof Phrase ended
                    && ended.key().equals("updates.ended." + outcome);
        });
    }

    private Notice awaitNotice() {
        stage.until("there is a notice", () -> !notices.shown().isEmpty());
        return stage.call(() -> notices.shown().getFirst());
    }
}
