package dev.porthole.app.command;

import dev.porthole.app.check.CheckReport;
import dev.porthole.app.check.Finding;
import dev.porthole.app.check.ReportJson;
import dev.porthole.app.check.SiteCheck;
import dev.porthole.app.log.LogText;
import dev.porthole.server.SiteOptions;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code porthole check}: reads a site and prints what will not work, a line for each finding. */
@Command(
        name = CheckCommand.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = PortholeCommand.Version.class,
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {

    static final String NAME = "check";

    /** The exit code when something was found. */
    static final int FOUND = 1;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", descriptionKey = "check.folder")
    private String folder = ".";

    @Option(names = "--json", descriptionKey = "check.json")
    private boolean json;

    @Mixin
    private HostingFlags hosting = new HostingFlags();

    /** Made by the parser. */
    CheckCommand() {}

    @Override
    public Integer call() throws UsageException, IOException {
        SiteOptions options = SiteOptions.DEFAULT.withRules(hosting.rules());
        CheckReport report = new SiteCheck(root(), options, (read, of) -> { }, () -> false).run();
        try (PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false,
                json ? StandardCharsets.UTF_8 : System.out.charset())) {
            for (Finding finding : report.findings()) {
                out.println(json ? ReportJson.line(finding) : words(finding));
            }
            if (!json) {
                out.println(report.findings().isEmpty()
                        ? Messages.text("check.nothing", report.pages(), report.files(), report.references())
                        : Messages.text("check.summary", report.findings().size(), report.pages(), report.files(),
                                report.references()));
            }
        }
        return report.findings().isEmpty() ? 0 : FOUND;
    }

    private Path root() throws UsageException {
        try {
            Path root = Path.of(folder).toAbsolutePath().normalize();
            if (!Files.exists(root)) {
                throw new UsageException("error.folder-missing", LogText.printable(folder));
            }
            if (!Files.isDirectory(root)) {
                throw new UsageException("check.error.not-a-folder", LogText.printable(folder));
            }
            if (!Files.isReadable(root) || !Files.isExecutable(root)) {
                throw new UsageException("check.error.unreadable", LogText.printable(folder));
            }
            return root;
        } catch (InvalidPathException notAPath) {
            throw new UsageException("error.folder-missing", LogText.printable(folder));
        }
    }

    private static String words(Finding finding) {
        String line = finding.line() > 0 ? ":" + finding.line() : "";
        String place = LogText.printable(finding.path().substring(1)) + line;
        String what = Messages.text("check.found." + finding.kind(), LogText.printable(finding.subject()));
        String near = finding.nearest().isEmpty()
                ? "" : Messages.text("check.nearest", LogText.printable(finding.nearest()));
        return place + ": " + what + near;
    }
}
