package dev.porthole.app.command;

import dev.porthole.app.log.LogText;
import dev.porthole.app.site.ArchiveException;
import dev.porthole.app.site.Archives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A site from an archive, unpacked for as long as the process runs. */
final class TemporarySite {

    private TemporarySite() {}

    /** Unpacks an archive into a folder that is removed when the process ends. */
    static Path unpack(Path archive) throws UsageException {
        try {
            Path folder = Files.createTempDirectory("porthole-");
            Archives archives = new Archives(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(archives, folder)));
            return archives.unpack(archive);
        } catch (ArchiveException e) {
            throw new UsageException("error.archive." + e.kind(), LogText.printable(archive.toString()));
        } catch (IOException e) {
            throw new UsageException("error.archive.NO_ROOM", LogText.printable(archive.toString()));
        }
    }

    private static void remove(Archives archives, Path folder) {
        archives.keepOnly(List.of());
        try {
            Files.deleteIfExists(folder);
        } catch (IOException stillInUse) {
            // It lies among the system's temporary files, which the system removes.
        }
    }
}
