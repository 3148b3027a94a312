package dev.porthole.app.command;

import dev.porthole.app.text.Texts;
import dev.porthole.lab.Scripts;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.Script;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code porthole lab list}: the experiments and their scripts. */
@Command(name = "list", mixinStandardHelpOptions = true, versionProvider = PortholeCommand.Version.class)
final class LabListCommand implements Callable<Integer> {

    private static final int WIDEST_NAME = 24;

    /** Made by the parser. */
    LabListCommand() {}

    @Override
    public Integer call() {
        Texts texts = LabText.userTexts();
        LabText words = new LabText(texts, System.out.charset());
        PrintStream out = System.out;
        for (Experiment experiment : Experiment.values()) {
            List<Script> scripts = Scripts.all().stream()
                    .filter(each -> each.experiment() == experiment).toList();
            out.println(experiment.number() + "  " + LabText.padded(experiment.id(), WIDEST_NAME + 2)
                    + texts.get("lab.experiment." + experiment.name()));
            for (Script script : scripts) {
                out.println("     " + LabText.padded(script.name(), WIDEST_NAME - 1)
                        + LabText.padded(texts.get("lab.script." + script.name()), WIDEST_NAME + WIDEST_NAME / 2)
                        + words.badge(LabRunner.evidenceHere(script)));
            }
        }
        out.flush();
        return 0;
    }
}
