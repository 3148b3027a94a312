package dev.porthole.app.updates;

import dev.porthole.app.platform.ProgramVersion;
import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Notice;
import dev.porthole.app.site.Notice.Remedy;
import dev.porthole.app.site.Notices;
import dev.porthole.app.site.Opener;
import dev.porthole.app.text.Phrase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * Whether a later version is out. Nobody is asked unless the user asked for it, once or daily; nothing is ever fetched
 * or installed. On the thread of the window only.
 */
public final class UpdateViewModel {

    /** The setting by which somebody is asked every day. */
    public static final String DAILY = "updates.daily";

    private static final String LAST = "updates.last";
    private static final String SKIPPED = "updates.skipped";
    private static final String NOTICE = "updates";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final SettingsFile file;
    private final Threads threads;
    private final Notices notices;
    private final Opener opener;
    private final InstantSource clock;
    private final String configured;
    private final Optional<URI> address;
    private final Version version;
    private final Duration patience;
    private final BooleanProperty daily = new SimpleBooleanProperty();
    private final BooleanProperty looking = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable Look> last = new SimpleObjectProperty<>();
    private final ObjectBinding<Phrase> status = Bindings.createObjectBinding(this::tell, last, looking);
    private final ObjectBinding<@Nullable Release> newer = Bindings.createObjectBinding(this::findNewer, last);

    /** Remembers in this file what the user wants and when somebody was asked. */
    public UpdateViewModel(SettingsFile file, Threads threads, Notices notices, Opener opener, InstantSource clock) {
        this(file, threads, notices, opener, clock, ProgramVersion.text(), PATIENCE);
    }

    UpdateViewModel(SettingsFile file, Threads threads, Notices notices, Opener opener, InstantSource clock,
            String version, Duration patience) {
        this.file = file;
        this.threads = threads;
        this.notices = notices;
        this.opener = opener;
        this.clock = clock;
        this.patience = patience;
        // A copy with a version that cannot be compared takes every release for a later one.
        this.version = Version.parse(version).orElse(new Version(0, 0, 0, ""));
        configured = ReleaseAddress.configured();
        address = ReleaseAddress.parse(configured);
        String before = file.get(LAST);
        if (before != null) {
            Look.parse(before).ifPresentOrElse(last::set, () -> file.damaged(LAST));
        }
        daily.set(file.flag(DAILY, false));
        daily.subscribe((was, now) -> {
            file.put(DAILY, now);
            lookIfDue();
        });
    }

    /** The host that can be asked, if this copy knows one. */
    public Optional<String> host() {
        return address.map(URI::getHost);
    }

    /** What is said to that host about this program. */
    public String userAgent() {
        return "Porthole/" + version;
    }

    /** Whether the user wants somebody to be asked every day. */
    public BooleanProperty dailyProperty() {
        return daily;
    }

    /** How the last look ended, or how this one stands. */
    public ObservableValue<Phrase> statusProperty() {
        return status;
    }

    /** Whether there is something new to read about. */
    public ObservableValue<Boolean> newerProperty() {
        return newer.isNotNull();
    }

    /** Looks because the user has pressed the button for it. */
    public void lookNow() {
        look(false);
    }

    /** Looks if the user wants that every day and a day has passed. */
    public void lookIfDue() {
        Look before = last.get();
        if (daily.get() && (before == null || before.isLongAgo(clock.instant()))) {
            look(true);
        }
    }

    /** Shows in the browser what is new. */
    public void openPage() {
        Release release = newer.get();
        if (release != null) {
            opener.open(release.page().toString());
        }
    }

    private void look(boolean bySelf) {
        if (looking.get() || address.isEmpty()) {
            return;
        }
        ReleaseRequest request = new ReleaseRequest(address.get(), userAgent(), patience);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        looking.set(true);
        // At once: whoever ends the program now has asked for today nevertheless.
        remember(new Look(now, Outcome.BEGUN, List.of()));
        try {
            threads.waiting().execute(() -> {
                try {
                    Look ended = ask(request, now);
                    threads.ui().execute(() -> end(ended, bySelf));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }

    private Look ask(ReleaseRequest request, Instant now) throws InterruptedException {
        try {
            return request.send().filter(release -> release.version().compareTo(version) > 0)
                    .map(release -> new Look(
                            now, Outcome.NEWER, List.of(release.version().toString(), release.page().toString())))
                    .orElse(new Look(now, Outcome.UP_TO_DATE, List.of()));
        } catch (UnansweredException e) {
            return new Look(now, e.outcome(), e.details());
        }
    }

    private void end(Look ended, boolean bySelf) {
        looking.set(false);
        remember(ended);
        Release release = newer.get();
        if (bySelf && release != null && !release.version().toString().equals(file.get(SKIPPED))) {
            notices.post(new Notice(
                    NOTICE, Notice.Severity.INFORMATION, Phrase.of("updates.notice", release.version(), version),
                    List.of(new Remedy(Phrase.of("updates.whatIsNew"), this::openPage),
                            new Remedy(Phrase.of("updates.skip"), () -> skip(release)))));
        }
    }

    private void skip(Release release) {
        file.put(SKIPPED, release.version());
        notices.remove(NOTICE);
    }

    private void remember(Look look) {
        last.set(look);
        file.put(LAST, look.text());
    }

    private @Nullable Release findNewer() {
        Look look = last.get();
        return look == null ? null : address.flatMap(asked -> look.newerThan(version, asked)).orElse(null);
    }

    private Phrase tell() {
        if (address.isEmpty()) {
            return configured.isEmpty() ? Phrase.of("updates.none") : Phrase.of("updates.invalid", configured);
        }
        String host = address.get().getHost();
        Look look = last.get();
        if (looking.get()) {
            return Phrase.of("updates.asking", host);
        }
        if (look == null) {
            return Phrase.of("updates.never", Phrase.of("updates.sends", host, userAgent()));
        }
        // The program that found a later version then may be that version now.
        boolean caughtUp = look.outcome() == Outcome.NEWER && findNewer() == null;
        List<Object> arguments = new ArrayList<>(List.of(host));
        arguments.addAll(look.details());
        return Phrase.of("updates.last", MINUTES.format(look.at().atZone(ZoneId.systemDefault())), new Phrase(
                "updates.ended." + (caughtUp ? Outcome.UP_TO_DATE : look.outcome()), arguments));
    }
}
