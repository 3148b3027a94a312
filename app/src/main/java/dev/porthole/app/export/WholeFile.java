package dev.porthole.app.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes files whole or not at all: one that was there stays as it was until the new one is complete, and for good when
 * that fails or is given up.
 */
final class WholeFile {

    private static final int BUFFER = 1 << 16;

    private WholeFile() {}

    /** Writes what is to be in the file. */
    @FunctionalInterface
    interface Content {
        /**
         * Writes all of it; may close the stream.
         *
         * @return false to give up: there will be no file then
         */
        boolean writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file. Waits for the disk.
     *
     * @param replace whether it may take the place of another
     * @throws FileAlreadyExistsException if it may not, and there is one
     */
    static void write(Path file, boolean replace, Content content) throws IOException {
        if (!replace && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            boolean complete;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER)) {
                complete = content.writeTo(out);
            }
            if (complete) {
                move(part, file, replace);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void move(Path part, Path file, boolean replace) throws IOException {
        if (!replace) {
            Files.move(part, file);
            return;
        }
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
