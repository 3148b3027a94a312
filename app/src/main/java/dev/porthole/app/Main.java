package dev.porthole.app;

import dev.porthole.app.command.PortholeCommand;
import dev.porthole.app.site.Archives;
import dev.porthole.app.site.Dropped;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Starts Porthole: the window when there is nothing to do but to open a folder or a page, or else the command line.
 * The command line works without JavaFX and without a display, so no JavaFX class is named here.
 */
public final class Main {

    private Main() {}

    /** Runs until the window is closed, or the command has ended; the process then exits with its code. */
    public static void main(String[] args) {
        int exitCode = opensWindow(args) ? WindowLauncher.launch(args) : PortholeCommand.run(args);
        System.exit(exitCode);
    }

    /**
     * No argument, or one that is a folder, a page, a zipped site or a saved log. A folder called like a command is
     * {@code ./serve}.
     */
    static boolean opensWindow(String... args) {
        return args.length == 0
                || (args.length == 1 && !PortholeCommand.isCommandOrOption(args[0]) && isForWindow(args[0]));
    }

    private static boolean isForWindow(String argument) {
        try {
            Path path = Path.of(argument);
            return Dropped.look(path).isPresent()
                    || Archives.isArchive(path)
                    || argument.endsWith(".har") && Files.isRegularFile(path);
        } catch (InvalidPathException notEvenAPath) {
            return false;
        }
    }
}
