package dev.porthole.server.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The entity tag that a file would be served with at this moment. */
public final class CurrentTag {

    private CurrentTag() {}

    /**
     * The tag, or empty when there is no such regular file, or when none can be vouched for just now. Waits for the
     * disk.
     *
     * @param path of a file that may be changing
     * @return a strong entity tag with its quotes
     * @throws IOException when the system cannot tell
     */
    public static Optional<String> of(Path path) throws IOException {
        FileFacts facts = FileFacts.read(path.toRealPath());
        return facts.isRegularFile() && facts.isSettled(Instant.now())
                ? Optional.of(facts.entityTag()) : Optional.empty();
    }
}
