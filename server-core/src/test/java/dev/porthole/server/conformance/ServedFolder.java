package dev.porthole.server.conformance;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A temporary folder to serve, and a forbidden place beside it. Whatever is written here looks old, so that
 * its validators are strong from the start.
 */
final class ServedFolder implements AutoCloseable {

    /** When everything was last modified, unless a test says otherwise; not a whole second, on purpose. */
    static final Instant OLD = Instant.parse("2026-01-02T03:04:05.123456789Z");

    /** What the content of every file outside the root contains. */
    static final String SECRET = "outside-the-root";

    /** The content of letters.txt: 26 bytes, each one known by its place. */
    static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private final Path parent;
    private final Path root;

    ServedFolder() throws IOException {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** In a folder that exists. */
    ServedFolder(Path where) throws IOException {
        parent = Files.createTempDirectory(where, "porthole-test").toRealPath();
        root = Files.createDirectory(parent.resolve("site"));
        Files.writeString(parent.resolve("secret.txt"), SECRET);
        Files.createDirectory(parent.resolve("site-private"));
        Files.writeString(parent.resolve("site-private/secret.txt"), SECRET);
    }

    Path root() {
        return root;
    }

    Path path(String name) {
        return root.resolve(name);
    }

    /** A file or folder beside the root, which must never be served. */
    Path outside(String name) {
        return parent.resolve(name);
    }

    Path file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] content) throws IOException {
        Path file = writeNow(name, content);
        age(file);
        return file;
    }

    /** Writes without turning back the clock: the file is as fresh as it can be. */
    Path writeNow(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    Path letters() throws IOException {
        return file("letters.txt", LETTERS);
    }

    /** A file of pseudo-random bytes that are the same in every run. */
    byte[] noise(String name, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        file(name, content);
        return content;
    }

    Path directory(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    Path link(String name, Path target) throws IOException {
        Path link = root.resolve(name);
        Files.createDirectories(link.getParent());
        return Files.createSymbolicLink(link, target);
    }

    /** A named pipe; opening it to read blocks until somebody writes. */
    Path fifo(String name) throws IOException, InterruptedException {
        Path fifo = root.resolve(name);
        Process made = new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start();
        if (!made.waitFor(10, TimeUnit.SECONDS) || made.exitValue() != 0) {
            abort("this system has no named pipes");
        }
        return fifo;
    }

    /** A file with a hole in it, which takes no room on the disk. */
    Path sparse(String name, long size) throws IOException {
        Path file = root.resolve(name);
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(size);
        }
        age(file);
        return file;
    }

    /** Writes some bytes into the middle of a file, which stays old. */
    void mark(Path file, long offset, String text) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.seek(offset);
            opened.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        age(file);
    }

    static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(OLD));
    }

    /** Whether file names beyond ASCII can be written under the locale that the tests run in. */
    static boolean unicodeNames() {
        return "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(parent, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
