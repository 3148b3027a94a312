package dev.porthole.app.command;

import dev.porthole.lab.LabSupport;
import dev.porthole.lab.program.OriginWeb;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code porthole lab origin-web}: the tutorial's web server with its defects, on a folder made for it. */
@Command(name = "origin-web", mixinStandardHelpOptions = true, versionProvider = PortholeCommand.Version.class)
final class LabOriginWebCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PORT", arity = "0..*", descriptionKey = "lab.origin-port")
    private List<String> arguments = List.of();

    /** Made by the parser. */
    LabOriginWebCommand() {}

    @Override
    public Integer call() throws UsageException, InterruptedException {
        if (!LabSupport.kernel()) {
            throw new UsageException("error.lab-elsewhere", "origin-web");
        }
        try (OriginWeb program = new OriginWeb(LabOriginWebCommand::print)) {
            Thread hook = endOnSignal(program);
            int code = program.run(arguments);
            forget(hook);
            return code;
        }
    }

    /** Ctrl-C and SIGTERM end it in good order: nothing is left of its folder. */
    private static Thread endOnSignal(OriginWeb program) {
        Thread hook = new Thread(() -> {
            program.close();
            Runtime.getRuntime().halt(0);
        }, "lab end");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // The hook is running, and ends the process.
        }
    }

    /** At once, also into a pipe: whoever reads it watches it. */
    private static void print(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
