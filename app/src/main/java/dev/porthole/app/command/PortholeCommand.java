package dev.porthole.app.command;

import dev.porthole.app.log.LogText;
import dev.porthole.app.platform.ProgramVersion;
import java.io.File;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code porthole} command. By itself it only has help to offer; its subcommands do the work. */
@Command(
        name = "porthole",
        mixinStandardHelpOptions = true,
        versionProvider = PortholeCommand.Version.class,
        subcommands = {
            ServeCommand.class, CheckCommand.class, PublishCommand.class, GuideCommand.class, LabCommand.class,
            HttpsCommand.class})
public final class PortholeCommand implements Runnable {

    /** The exit code when the command line, or what it asks for, cannot be followed. */
    static final int CANNOT_FOLLOW = 2;

    private static final int WENT_WRONG_INSIDE = 1;

    PortholeCommand() {}

    /** Runs one command line to its end and returns the exit code; nothing is thrown, whatever happens. */
    public static int run(String... args) {
        try {
            return execute(args);
        } catch (Error error) {
            // The parser leaves errors alone; this is the last place before the user would see a stack trace.
            return wentWrongInside(error);
        }
    }

    private static int execute(String... args) {
        return commandLine()
                .setOverwrittenOptionsAllowed(true)
                .setParameterExceptionHandler((exception, rest) -> refuse(sentenceFor(exception)))
                .setExecutionExceptionHandler((exception, command, parsed) ->
                        exception instanceof UsageException usage
                                ? refuse(String.valueOf(usage.getMessage()))
                                : wentWrongInside(exception))
                .execute(args);
    }

    /** The whole command with its words. */
    static CommandLine commandLine() {
        return new CommandLine(new PortholeCommand()).setResourceBundle(Messages.BUNDLE);
    }

    /** Whether an argument means something to the command line even when a folder has the same name. */
    public static boolean isCommandOrOption(String argument) {
        return argument.startsWith("-")
                || argument.equals(ServeCommand.NAME)
                || argument.equals(CheckCommand.NAME)
                || argument.equals(GuideCommand.NAME)
                || argument.equals(HttpsCommand.NAME)
                || argument.equals(PublishCommand.NAME)
                || argument.equals(LabCommand.NAME);
    }

    /** Says that a window needs a display but {@code porthole serve} does not, and returns the exit code. */
    public static int refuseWithoutDisplay() {
        return refuse(Messages.text("error.no-display"));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    private static int wentWrongInside(Throwable fault) {
        complain(Messages.text("error.inside", LogText.printable(fault.toString())));
        return WENT_WRONG_INSIDE;
    }

    private static int refuse(String sentence) {
        complain(sentence);
        return CANNOT_FOLLOW;
    }

    /** Puts one line on the standard error stream. */
    static void complain(String sentence) {
        System.err.println("porthole: " + sentence);
    }

    private static String sentenceFor(ParameterException exception) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().getFirst();
            String key = argument.startsWith("-") ? "error.unknown-option"
                    : isIn(exception, ServeCommand.NAME) ? "error.one-folder"
                    : isIn(exception, LabCommand.NAME) ? "error.lab-argument"
                    : isMissingFile(argument) ? "error.file-missing" : "error.neither-folder-nor-command";
            return Messages.text(key, LogText.printable(argument));
        }
        if (exception instanceof MissingParameterException && isIn(exception, LabCommand.NAME)) {
            return Messages.text("error.lab-missing");
        }
        if (exception instanceof MissingParameterException missing
                && missing.getMissing().getFirst() instanceof OptionSpec option) {
            return Messages.text("error.option-without-value", option.longestName(), option.paramLabel());
        }
        return Messages.text("error.command-line", LogText.printable(String.valueOf(exception.getMessage())));
    }

    /** Whether it is called like what the window opens, and is not there. */
    private static boolean isMissingFile(String argument) {
        return argument.toLowerCase(Locale.ROOT).matches(".*\\.(har|html?|zip)") && !new File(argument).exists();
    }

    private static boolean isIn(ParameterException exception, String command) {
        return exception.getCommandLine().getCommandSpec().qualifiedName().startsWith("porthole " + command);
    }

    /** Reads the version that the build wrote down. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"porthole " + ProgramVersion.text()};
        }
    }
}
