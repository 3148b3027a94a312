package dev.porthole.app.command;

import dev.porthole.app.help.Guide;
import dev.porthole.app.help.GuidePage;
import dev.porthole.app.log.LogText;
import dev.porthole.app.text.Language;
import dev.porthole.server.ServerState;
import dev.porthole.server.StartException;
import dev.porthole.server.StaticServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code porthole guide}: serves the guide to this computer and shows it in the browser, until it is told to stop. */
@Command(
        name = GuideCommand.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = PortholeCommand.Version.class,
        sortOptions = false)
final class GuideCommand implements Callable<Integer> {

    static final String NAME = "guide";

    @Option(names = "--teacher", descriptionKey = "guide.teacher")
    private boolean teacher;

    /** Made by the parser. */
    GuideCommand() {}

    @Override
    public Integer call() throws UsageException, InterruptedException {
        RequestLog nothing = new RequestLog(
                null, System.out.charset(), new FileOutputStream(FileDescriptor.out), PortholeCommand::complain);
        StaticServer server = new StaticServer(nothing);
        ServerState.Running running = start(server);
        Shutdown shutdown = Shutdown.install(server, nothing);
        try {
            GuidePage page = teacher ? GuidePage.TEACHER : GuidePage.START;
            Language language = Language.nearest(Locale.getDefault(Locale.Category.DISPLAY));
            String address = Announcement.url(running) + page.path(language).substring(1);
            System.out.println(Messages.text("guide.at", address));
            System.out.flush();
            nothing.begin();
            Thread.startVirtualThread(() -> ServeCommand.openInBrowser(address));
            // The server's own threads do the work; a signal ends the process through the shutdown hook.
            HeapGrowth.ofThisProcess().watch(WatchLimits.of(server)::look);
            return 0;
        } finally {
            // Nobody comes by here after a signal.
            shutdown.afterFailure();
        }
    }

    private static ServerState.Running start(StaticServer server) throws UsageException {
        try {
            return server.start(Guide.site());
        } catch (IOException | StartException e) {
            throw new UsageException("error.guide", LogText.printable(String.valueOf(e.getMessage())));
        }
    }
}
