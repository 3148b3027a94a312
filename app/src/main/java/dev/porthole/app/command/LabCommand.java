package dev.porthole.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code porthole lab}: the Epoll lab without a window. By itself it only has help to offer. */
@Command(
        name = LabCommand.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = PortholeCommand.Version.class,
        subcommands = {
            LabListCommand.class, LabRunCommand.class, LabPlayCommand.class, LabRecordCommand.class,
            LabOriginWebCommand.class})
final class LabCommand implements Runnable {

    static final String NAME = "lab";

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Made by the parser. */
    LabCommand() {}

    @Override
    public void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }
}
