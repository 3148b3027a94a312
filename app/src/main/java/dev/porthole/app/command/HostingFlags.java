package dev.porthole.app.command;

import dev.porthole.server.http.HostingRules;
import picocli.CommandLine.Option;

/** The options by which a site is served as a hosting service would serve it. */
final class HostingFlags {

    @Option(names = "--spa")
    private boolean spa;

    @Option(names = "--clean-urls")
    private boolean cleanUrls;

    @Option(names = "--cors")
    private boolean cors;

    @Option(names = "--isolate")
    private boolean isolate;

    @Option(names = "--encoded-files")
    private boolean encodedFiles;

    /** Made by the parser. */
    HostingFlags() {}

    HostingRules rules() {
        return HostingRules.NONE
                .withFallback(spa)
                .withCleanUrls(cleanUrls)
                .withShared(cors)
                .withIsolated(isolate)
                .withEncodedFiles(encodedFiles);
    }
}
