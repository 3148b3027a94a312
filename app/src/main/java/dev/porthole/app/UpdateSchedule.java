package dev.porthole.app;

import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Notices;
import dev.porthole.app.site.Opener;
import dev.porthole.app.updates.UpdateViewModel;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a new version from time to time, if the user wants that. As long as nobody does, and no panel that tells of
 * it is opened, nothing of it is loaded: a lambda that returned the model would load its class already.
 */
final class UpdateSchedule implements Supplier<UpdateViewModel> {

    /** Long after the first frame: while the desktop's libraries are set up, no other thread may look up names. */
    private static final long FIRST_SECONDS = 5;
    private static final long NEXT_SECONDS = 3600;

    private final SettingsFile file;
    private final Threads work;
    private final Notices notices;
    private final Opener opener;
    private @Nullable UpdateViewModel model;

    UpdateSchedule(SettingsFile file, Threads work, Notices notices, Opener opener) {
        this.file = file;
        this.work = work;
        this.notices = notices;
        this.opener = opener;
    }

    /** The model, made when it is first asked for. On the thread of the window only. */
    @Override
    public UpdateViewModel get() {
        if (model == null) {
            model = new UpdateViewModel(file, work, notices, opener, Clock.systemUTC());
        }
        return model;
    }

    /** From now on, to be called when the window is shown. */
    void begin() {
        var _ = work.background().scheduleWithFixedDelay(() -> {
            if (file.flag(UpdateViewModel.DAILY, false)) {
                work.ui().execute(() -> get().lookIfDue());
            }
        }, FIRST_SECONDS, NEXT_SECONDS, TimeUnit.SECONDS);
    }
}
