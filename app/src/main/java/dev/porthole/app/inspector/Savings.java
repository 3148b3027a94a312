package dev.porthole.app.inspector;

import dev.porthole.server.coding.Compressibility;
import dev.porthole.server.coding.ContentCoding;
import dev.porthole.server.event.ResponseFinished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How many bytes a file would be that was sent as it is, had it been compressed.
 *
 * @param coding in which it is tried
 * @param plain its length as it is
 * @param coded its length then
 */
record Savings(String coding, long plain, long coded) {

    private static final int OK = 200;

    /** Tries it with the file as it is now; waits for the disk, and works for a moment. */
    static Optional<Savings> find(Path folder, ResponseFinished response) {
        String file = response.file();
        String type = response.mediaType();
        if (response.status() != OK || file == null || type == null
                || HeadFields.of(response.headText()).first("Content-Encoding").isPresent()) {
            return Optional.empty();
        }
        try {
            Path path = folder.resolve(file);
            if (!Files.isRegularFile(path) || !Compressibility.isWorthEncoding(type, Files.size(path))) {
                return Optional.empty();
            }
            ContentCoding coding = ContentCoding.available().getFirst();
            byte[] plain = Files.readAllBytes(path);
            byte[] coded = coding.encoder().orElseThrow().encode(plain);
            return Optional.of(new Savings(coding.token(), plain.length, coded.length))
                    .filter(savings -> savings.coded() < savings.plain());
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
