package dev.porthole.app.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Locale;

/** Opens a page in the user's browser, without a window of our own. */
final class SystemBrowser {

    private SystemBrowser() {}

    /** Asks the system to show the page and does not wait; says so when the system has no way to. */
    static void open(String url) {
        try {
            new ProcessBuilder(command(url))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException noSuchProgram) {
            PortholeCommand.complain(Messages.text("serve.no-browser", url));
        }
    }

    private static List<String> command(String url) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", url);
        }
        return List.of(system.startsWith("mac") ? "open" : "xdg-open", url);
    }
}
