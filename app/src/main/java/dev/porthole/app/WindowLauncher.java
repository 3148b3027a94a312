package dev.porthole.app;

import dev.porthole.app.command.PortholeCommand;
import java.util.Locale;
import javafx.application.Application;

/** Opens the window. The only class outside the window's own packages that touches JavaFX. */
final class WindowLauncher {

    private WindowLauncher() {}

    /** Returns the exit code once the window is closed, or at once when there is nowhere to show it. */
    static int launch(String... args) {
        if (!hasDisplay()) {
            return PortholeCommand.refuseWithoutDisplay();
        }
        try {
            Application.launch(PortholeApplication.class, args);
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
