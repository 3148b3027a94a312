package dev.porthole.app;

import dev.porthole.app.command.PortholeCommand;
import dev.porthole.app.platform.OneInstance;
import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.text.Texts;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Opens the window. The only class outside the window's own packages that touches JavaFX. */
final class WindowLauncher {

    private WindowLauncher() {}

    /**
     * Returns the exit code once the window is closed; at once when there is nowhere to show it, or when a
     * window that is open already has taken over.
     */
    static int launch(String... args) {
        if (!hasDisplay()) {
            return PortholeCommand.refuseWithoutDisplay();
        }
        Optional<Path> toOpen = Stream.of(args).findFirst().map(Path::of);
        // Beside JavaFX, which takes as long to begin as it takes to find out whether somebody else is there.
        CompletableFuture<OneInstance> claim = CompletableFuture.supplyAsync(() -> {
            OneInstance claimed = OneInstance.claim(SettingsFile.usualFolder(), toOpen);
            Texts.readAll();
            return claimed;
        });
        boolean shown = show(claim, args);
        try (OneInstance instance = claim.join()) {
            boolean done = shown || instance.role() == OneInstance.Role.HANDED_OVER;
            return done ? 0 : PortholeCommand.refuseWithoutDisplay();
        }
    }

    /** Whether there was a display to show the window on. */
    private static boolean show(CompletableFuture<OneInstance> claim, String... args) {
        try {
            PortholeApplication.launch(claim, args);
            return true;
        } catch (UnsupportedOperationException displayDoesNotAnswer) {
            // What JavaFX throws when it finds no display, or one that refuses it.
            return false;
        }
    }

    private static boolean hasDisplay() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean alwaysHasOne = system.startsWith("windows") || system.startsWith("mac");
        boolean headless = "Headless".equalsIgnoreCase(System.getProperty("glass.platform"));
        String display = System.getenv("DISPLAY");
        return alwaysHasOne || headless || (display != null && !display.isBlank());
    }
}
