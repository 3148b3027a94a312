package dev.porthole.app.command;

import dev.porthole.app.lab.record.Recording;
import dev.porthole.app.lab.record.Recordings;
import dev.porthole.app.log.LogText;
import dev.porthole.lab.Scripts;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Script;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code porthole lab run}: runs a script, or those of an experiment, and prints what happens while it happens. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = PortholeCommand.Version.class,
        sortOptions = false)
final class LabRunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", descriptionKey = "lab.name")
    private String name = "";

    @Option(names = "--json", descriptionKey = "lab.json")
    private boolean json;

    @Option(names = "--recorded", descriptionKey = "lab.recorded")
    private boolean recorded;

    /** Made by the parser. */
    LabRunCommand() {}

    @Override
    public Integer call() throws UsageException, InterruptedException, IOException {
        LabRunner runner = new LabRunner(
                json ? new LabJson(System.out) : new LabPrinter(LabText.ofUser(), System.out));
        for (Script script : scripts()) {
            if (recorded || LabRunner.evidenceHere(script) == Evidence.RECORDED) {
                runner.play(recordingOf(script));
            } else {
                runner.run(script);
            }
        }
        return 0;
    }

    private List<Script> scripts() throws UsageException {
        Optional<Script> one = Scripts.named(name);
        List<Script> wanted = one.isPresent() ? List.of(one.get()) : Scripts.all().stream()
                .filter(each -> each.experiment().id().equals(name)
                        || Integer.toString(each.experiment().number()).equals(name))
                .toList();
        if (wanted.isEmpty()) {
            throw new UsageException("error.lab-name", LogText.printable(name));
        }
        return wanted;
    }

    private Recording recordingOf(Script script) throws UsageException, IOException {
        Optional<Recording> recording = Recordings.read(script.name());
        return recording.orElseThrow(() -> new UsageException("error.lab-elsewhere", script.name()));
    }
}
