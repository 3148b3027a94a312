package dev.porthole.app.command;

import dev.porthole.app.log.LogText;
import dev.porthole.app.publish.Publication;
import dev.porthole.app.publish.Published;
import dev.porthole.server.SiteOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code porthole publish}: prints a configuration for another web server that serves a folder with the same rules. */
@Command(
        name = PublishCommand.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = PortholeCommand.Version.class,
        sortOptions = false)
final class PublishCommand implements Callable<Integer> {

    static final String NAME = "publish";

    @Parameters(index = "0", arity = "0..1", paramLabel = "SERVER", descriptionKey = "publish.server")
    private String server = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "FOLDER", descriptionKey = "publish.folder")
    private String folder = ".";

    @Mixin
    private HostingFlags hosting = new HostingFlags();

    /** Made by the parser. */
    PublishCommand() {}

    @Override
    public Integer call() throws UsageException {
        Publication publication = publication();
        Published site = Published.read(root(), SiteOptions.DEFAULT.withRules(hosting.rules()));
        try (PrintStream out = new PrintStream(
                new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8)) {
            out.print(publication.text(site, Publication.USUAL_PORT));
        }
        return 0;
    }

    private Publication publication() throws UsageException {
        for (Publication each : Publication.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(server)) {
                return each;
            }
        }
        throw new UsageException("error.publish-server", LogText.printable(server));
    }

    private Path root() throws UsageException {
        try {
            Path root = Path.of(folder).toAbsolutePath().normalize();
            if (Files.isDirectory(root)) {
                return root;
            }
        } catch (InvalidPathException notAPath) {
            // Said below, as for one that is not there.
        }
        throw new UsageException("error.folder-missing", LogText.printable(folder));
    }
}
