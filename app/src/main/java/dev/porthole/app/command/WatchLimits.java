package dev.porthole.app.command;

import dev.porthole.server.StaticServer;
import dev.porthole.server.files.FolderWatch.Limit;
import dev.porthole.server.reload.ReloadStatus;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Says once each that the system watches no more files, and what becomes worse by that. For one thread. */
final class WatchLimits {

    private final Supplier<Limit> reload;
    private final Supplier<Limit> memory;
    private final Consumer<String> say;
    private Limit reloadTold = Limit.NONE;
    private Limit memoryTold = Limit.NONE;

    /**
     * Limits that may be reached at any time.
     *
     * @param reload that of live reload
     * @param memory that of the memory for small files
     */
    WatchLimits(Supplier<Limit> reload, Supplier<Limit> memory, Consumer<String> say) {
        this.reload = reload;
        this.memory = memory;
        this.say = say;
    }

    static WatchLimits of(StaticServer server) {
        return new WatchLimits(
                () -> server.reload().map(ReloadStatus::limit).orElse(Limit.NONE),
                server::memoryLimit,
                PortholeCommand::complain);
    }

    /** Says what is new. */
    void look() {
        Limit reloadNow = reload.get();
        if (reloadNow != Limit.NONE && reloadNow != reloadTold) {
            reloadTold = reloadNow;
            say.accept(Messages.text("serve.reload-limit." + reloadNow));
        }
        Limit memoryNow = memory.get();
        // Who has been told of the same limit knows what to do about it already.
        if (memoryNow != Limit.NONE && memoryNow != memoryTold && reloadTold == Limit.NONE) {
            memoryTold = memoryNow;
            say.accept(Messages.text("serve.memory-limit." + memoryNow));
        }
    }
}
