package dev.porthole.app.command;

import dev.porthole.app.lab.record.Recordings;
import dev.porthole.app.log.LogText;
import dev.porthole.lab.Scripts;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Script;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code porthole lab record}: runs every script and keeps each as a recording in a folder. */
@Command(name = "record", mixinStandardHelpOptions = true, versionProvider = PortholeCommand.Version.class)
final class LabRecordCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", descriptionKey = "lab.folder")
    private String folder = "";

    /** Made by the parser. */
    LabRecordCommand() {}

    @Override
    public Integer call() throws UsageException, InterruptedException {
        try {
            Path into = Files.createDirectories(Path.of(folder));
            for (Script script : Scripts.all()) {
                if (LabRunner.evidenceHere(script) != Evidence.RECORDED) {
                    Path file = into.resolve(script.name() + Recordings.ENDING);
                    record(script, file);
                    System.out.println(Messages.text("lab.recorded-in", script.name(), file));
                }
            }
            return 0;
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("error.lab-folder", LogText.printable(folder), LogText.printable(e.toString()));
        }
    }

    /** Into a file beside it first, so that a script that fails leaves the old recording as it was. */
    private static void record(Script script, Path file) throws IOException, UsageException, InterruptedException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (PrintStream out = new PrintStream(unfinished.toFile(), StandardCharsets.US_ASCII)) {
                new LabRunner(new LabJson(out)).run(script);
                if (out.checkError()) {
                    throw new IOException(unfinished.toString());
                }
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
