package dev.porthole.app.command;

import dev.porthole.app.https.AuthorityException;
import dev.porthole.app.https.AuthorityFiles;
import dev.porthole.app.https.LocalCertificates;
import dev.porthole.app.log.LogText;
import dev.porthole.app.platform.SettingsFile;
import dev.porthole.server.tls.TlsSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option by which a site is served by HTTPS. */
final class HttpsFlags {

    @Option(names = "--https")
    private boolean https;

    /** Made by the parser. */
    HttpsFlags() {}

    /** How HTTPS is spoken; null for plain HTTP. */
    @Nullable TlsSettings tls() throws UsageException {
        if (!https) {
            return null;
        }
        try {
            return new LocalCertificates(files(), HttpsFlags::complain).open();
        } catch (AuthorityException e) {
            throw explain(e);
        }
    }

    /** Where the authority is kept, beside the settings of the window. */
    static AuthorityFiles files() {
        return new AuthorityFiles(SettingsFile.usualFolder());
    }

    /** Says why there is no authority. */
    static UsageException explain(AuthorityException e) {
        return new UsageException("error.https." + e.kind(), LogText.printable(e.path()));
    }

    private static void complain(AuthorityFiles.Finding finding, Path path) {
        PortholeCommand.complain(Messages.text("https.found." + finding, LogText.printable(path.toString())));
    }
}
