package dev.porthole.app.command;

import dev.porthole.app.https.AuthorityException;
import dev.porthole.app.https.AuthorityFiles;
import dev.porthole.app.https.LocalAuthority;
import dev.porthole.app.https.TrustCommands;
import dev.porthole.app.https.TrustCommands.TrustCommand;
import dev.porthole.app.log.LogText;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code porthole https}: tells of the local certificate authority, and removes it. */
@Command(
        name = HttpsCommand.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = PortholeCommand.Version.class)
final class HttpsCommand implements Callable<Integer> {

    static final String NAME = "https";

    private final AuthorityFiles files = HttpsFlags.files();
    private final TrustCommands commands = TrustCommands.ofThisComputer();

    /** Made by the parser. */
    HttpsCommand() {}

    @Override
    public Integer call() throws UsageException {
        PrintStream out = System.out;
        Optional<LocalAuthority> found = find();
        if (found.isEmpty()) {
            out.println(Messages.text("https.none"));
            return 0;
        }
        LocalAuthority authority = found.get();
        String certificate = LogText.printable(files.certificate().toString());
        LocalDate end = LocalDate.ofInstant(authority.end(), ZoneId.systemDefault());
        out.println(Messages.text("https.name", authority.name()));
        out.println(Messages.text("https.certificate", certificate));
        out.println(Messages.text("https.fingerprint", authority.fingerprint()));
        out.println(Messages.text("https.until", end));
        out.println();
        out.println(Messages.text("https.trust"));
        print(out, commands.trust(authority.name(), files.certificate()));
        out.println();
        out.println(Messages.text("https.how-to-remove"));
        return 0;
    }

    @Command(name = "remove", mixinStandardHelpOptions = true)
    Integer remove() throws UsageException {
        Optional<LocalAuthority> found = find();
        try {
            files.remove();
        } catch (AuthorityException e) {
            throw HttpsFlags.explain(e);
        }
        PrintStream out = System.out;
        if (found.isEmpty()) {
            out.println(Messages.text("https.none"));
            return 0;
        }
        out.println(Messages.text("https.removed", LogText.printable(files.folder().toString())));
        out.println(Messages.text("https.distrust"));
        print(out, commands.distrust(found.get().name()));
        out.println(Messages.text("https.distrust-devices", found.get().name()));
        return 0;
    }

    private Optional<LocalAuthority> find() throws UsageException {
        try {
            return files.find();
        } catch (AuthorityException e) {
            throw HttpsFlags.explain(e);
        }
    }

    private static void print(PrintStream out, List<TrustCommand> commands) {
        for (TrustCommand command : commands) {
            out.println(Messages.text("https.for." + command.audience()));
            out.println("    " + command.text());
        }
    }
}
