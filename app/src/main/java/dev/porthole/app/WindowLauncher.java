package dev.porthole.app;

import dev.porthole.app.command.PortholeCommand;
import dev.porthole.app.platform.OneInstance;
import dev.porthole.app.platform.SettingsFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
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
        try (OneInstance instance = OneInstance.claim(SettingsFile.usualFolder(), toOpen)) {
            return instance.role() == OneInstance.Role.HANDED_OVER ? 0 : show(instance, args);
        }
    }

    private static int show(OneInstance instance, String... args) {
        try {
            PortholeApplication.launch(instance, args);
            return 0;
        } catch (UnsupportedOperationException displayDoesNotAnswer) {
            // What JavaFX throws when it finds no display, or one that refuses it.
            return PortholeCommand.refuseWithoutDisplay();
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
