package dev.porthole.app.command;

import dev.porthole.app.log.CombinedFormat;
import dev.porthole.app.log.JsonFormat;
import dev.porthole.app.log.LineFormat;
import dev.porthole.app.log.LogText;
import dev.porthole.app.platform.SystemBrowser;
import dev.porthole.app.site.Archives;
import dev.porthole.server.ServerState;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StartException;
import dev.porthole.server.StartFailure;
import dev.porthole.server.StaticServer;
import dev.porthole.server.transport.Transport;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code porthole serve}: serves one folder until it is told to stop. The options are read as text and
 * understood here, so that what is wrong with them can be said in the user's language.
 */
@Command(
        name = ServeCommand.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = PortholeCommand.Version.class,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {

    static final String NAME = "serve";

    /** The port when none is asked for; the window gives each folder one of its own, elsewhere. */
    static final int DEFAULT_PORT = 7890;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", descriptionKey = "folder")
    private String folder = ".";

    @Option(names = {"-p", "--port"}, paramLabel = "PORT")
    private String port = String.valueOf(DEFAULT_PORT);

    @Option(names = "--bind", paramLabel = "ADDRESS")
    private String bind = "";

    @Option(names = "--lan")
    private boolean lan;

    @Option(names = "--log", paramLabel = "FORMAT")
    private String log = "text";

    @Option(names = "--open")
    private boolean open;

    @Option(names = "--reload")
    private boolean reload;

    @Mixin
    private HostingFlags hosting = new HostingFlags();

    @Option(names = "--compress")
    private boolean compress;

    @Mixin
    private HttpsFlags https = new HttpsFlags();

    @Mixin
    private NetworkFlags network = new NetworkFlags();

    @Option(names = "--transport", paramLabel = "NAME")
    private String transport = "";

    /** Made by the parser. */
    ServeCommand() {}

    @Override
    public Integer call() throws UsageException, InterruptedException {
        SiteSettings settings = settings();
        RequestLog requestLog = openLog();
        StaticServer server = new StaticServer(requestLog);
        network.applyTo(server.conditions());
        ServerState.Running running = start(server, settings);
        Shutdown shutdown = Shutdown.install(server, requestLog);
        try {
            announce(running, server);
            HostingNotes.of(running.settings()).forEach(PortholeCommand::complain);
            requestLog.begin();
            if (open) {
                Thread.startVirtualThread(() -> openInBrowser(Announcement.url(running)));
            }
            // The server's own threads do the work; a signal ends the process through the shutdown hook.
            HeapGrowth.ofThisProcess().watch(WatchLimits.of(server)::look);
            return 0;
        } finally {
            // Nobody comes by here after a signal.
            shutdown.afterFailure();
        }
    }

    /** Shows a page; whoever has no browser is told where to find it. */
    static void openInBrowser(String url) {
        try {
            new SystemBrowser(ServeCommand::complainAboutBrowser).open(URI.create(url));
        } catch (IOException noSuchProgram) {
            complainAboutBrowser(url);
        }
    }

    private static void complainAboutBrowser(String url) {
        PortholeCommand.complain(Messages.text("serve.no-browser", url));
    }

    private SiteSettings settings() throws UsageException {
        SiteOptions options = SiteOptions.DEFAULT
                .withRules(hosting.rules())
                .withLiveReload(reload)
                .withCompress(compress);
        return new SiteSettings(root(), port(), address(), options, transport(), https.tls());
    }

    private Path root() throws UsageException {
        try {
            Path given = Path.of(folder).toAbsolutePath().normalize();
            return Archives.isArchive(given) ? TemporarySite.unpack(given) : given;
        } catch (InvalidPathException notAPath) {
            throw new UsageException("error.folder-missing", LogText.printable(folder));
        }
    }

    private int port() throws UsageException {
        try {
            int number = Integer.parseInt(port);
            if (number >= 0 && number <= SiteSettings.MAX_PORT) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, as for a number out of range.
        }
        throw new UsageException("error.port", LogText.printable(port), SiteSettings.MAX_PORT);
    }

    private InetAddress address() throws UsageException {
        if (lan && !bind.isEmpty()) {
            throw new UsageException("error.lan-and-bind");
        }
        String literal = lan ? "0.0.0.0" : bind.isEmpty() || bind.equals("localhost") ? "127.0.0.1" : bind;
        try {
            // Only an address, never a name: a name would have to be looked up, and may mean several.
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException notAnAddress) {
            throw new UsageException("error.address", LogText.printable(bind));
        }
    }

    /** What moves the bytes; null when it is left to the server. */
    private @Nullable Transport transport() throws UsageException {
        if (transport.isEmpty()) {
            return null;
        }
        String there = Transport.available().stream()
                .map(each -> each.label().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        Transport chosen = Transport.named(transport).orElseThrow(() ->
                new UsageException("error.transport", LogText.printable(transport), there));
        if (!chosen.isAvailable()) {
            if (!System.getProperty("os.name").startsWith(chosen.system())) {
                throw new UsageException("error.transport-elsewhere", chosen.label(), chosen.system(), there);
            }
            String obstacle = LogText.printable(chosen.obstacle().orElse(""));
            throw new UsageException("error.transport-refused", chosen.label(), obstacle, there);
        }
        return chosen;
    }

    private RequestLog openLog() throws UsageException {
        Charset charset = System.out.charset();
        LineFormat format = switch (log.toLowerCase(Locale.ROOT)) {
            case "text" -> TextFormat.forOutput(charset);
            case "clf" -> new CombinedFormat();
            case "json" -> new JsonFormat();
            case "none" -> null;
            default -> throw new UsageException("error.log", LogText.printable(log));
        };
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        return new RequestLog(format, charset, out, PortholeCommand::complain);
    }

    private static ServerState.Running start(StaticServer server, SiteSettings settings)
            throws UsageException {
        try {
            return server.start(settings);
        } catch (StartException e) {
            throw explain(e.failure(), settings);
        }
    }

    private static UsageException explain(StartFailure failure, SiteSettings settings) {
        String folder = LogText.printable(settings.root().toString());
        String port = String.valueOf(settings.port());
        String address = settings.address().getHostAddress();
        return switch (failure.kind()) {
            case FOLDER_MISSING -> new UsageException("error.folder-missing", folder);
            case NOT_A_FOLDER -> new UsageException("error.not-a-folder", folder);
            case FOLDER_UNREADABLE -> new UsageException("error.folder-unreadable", folder);
            case PORT_IN_USE -> new UsageException("error.port-in-use", port, address);
            case PORT_NOT_PERMITTED -> new UsageException("error.port-not-permitted", port);
            case ADDRESS_NOT_AVAILABLE -> new UsageException("error.address-not-available", address);
            case TOO_MANY_OPEN_FILES -> new UsageException("error.too-many-open-files");
            case OTHER -> new UsageException(
                    "error.start", folder, address + ":" + port, LogText.printable(failure.detail()));
        };
    }

    private void announce(ServerState.Running running, StaticServer server) {
        PrintStream out = System.out;
        out.println(Announcement.servingLine(running));
        for (String line : Announcement.networkLines(running)) {
            out.println(line);
        }
        for (String line : Announcement.trustLines(running, HttpsFlags.files().certificate())) {
            out.println(line);
        }
        NetworkFlags.lines(server.conditions()).forEach(out::println);
        out.flush();
    }
}
