package dev.porthole.app.command;

import dev.porthole.app.lab.record.Recording;
import dev.porthole.app.lab.record.RecordingReader;
import dev.porthole.app.lab.record.UnreadableRecordingException;
import dev.porthole.app.log.LogText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code porthole lab play}: prints what was recorded in a file. */
@Command(name = "play", mixinStandardHelpOptions = true, versionProvider = PortholeCommand.Version.class)
final class LabPlayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", descriptionKey = "lab.file")
    private String file = "";

    /** Made by the parser. */
    LabPlayCommand() {}

    @Override
    public Integer call() throws UsageException, InterruptedException {
        LabText words = LabText.ofUser();
        new LabRunner(new LabPrinter(words, System.out)).play(read(words));
        return 0;
    }

    private Recording read(LabText words) throws UsageException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
            return RecordingReader.read(in);
        } catch (UnreadableRecordingException e) {
            throw new UsageException("error.lab-file", LogText.printable(file), words.say(e.phrase()));
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("error.lab-file-missing", LogText.printable(file));
        }
    }
}
