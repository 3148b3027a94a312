package dev.porthole.lab.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder made by the lab, with nothing in it that is worth stealing: {@code html} is served, and {@code secret.txt}
 * beside it should not be. Nothing outside is ever read, whatever a path says.
 */
final class Bait {

    /** What its secret says. */
    static final String SECRET = "bait: nobody should be able to read this file\n";

    /** The size of {@code /big.bin}, more than the kernel takes at once. */
    static final int BIG = 8_000_000;

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Porthole</title></head>
            <body><h1>It works 成功了</h1><p><a href="/second.html">second page 第二页</a>
            <a href="/missing.html">missing 不存在</a></p></body></html>
            """;
    private static final String SECOND = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>2</title></head>
            <body><p><a href="/">back 返回</a></p></body></html>
            """;

    private final Path folder;
    private final Path html;

    private Bait(Path folder) {
        this.folder = folder;
        this.html = folder.resolve("html");
    }

    /** Makes one; blocks for a moment. */
    static Bait create() {
        try {
            Bait bait = new Bait(Files.createTempDirectory("porthole-bait-").toRealPath());
            Files.createDirectory(bait.html);
            Files.writeString(bait.html.resolve("index.html"), PAGE);
            Files.writeString(bait.html.resolve("second.html"), SECOND);
            Files.write(bait.html.resolve("big.bin"), new byte[BIG]);
            Files.writeString(bait.folder.resolve("secret.txt"), SECRET, StandardCharsets.UTF_8);
            return bait;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    Path folder() {
        return folder;
    }

    /** A path leads out of the bait, and is not followed. */
    static final class OutsideException extends IOException {
        private static final long serialVersionUID = 1;

        OutsideException(String path) {
            super(path);
        }
    }

    /**
     * The file that a path names when it is only put behind the folder's name.
     *
     * @param inside whether a path that leads out of {@code html} is refused
     * @throws OutsideException if it leads out of the bait
     * @throws IOException if there is no such file
     */
    byte[] read(String path, boolean inside) throws IOException {
        if (path.indexOf('\0') >= 0) {
            throw new NoSuchFileException(path);
        }
        Path named = Path.of(html + path).normalize();
        if (inside && !named.startsWith(html)) {
            throw new NoSuchFileException(path);
        }
        if (!named.startsWith(folder) || !named.toRealPath().startsWith(folder)) {
            throw new OutsideException(path);
        }
        return Files.readAllBytes(named);
    }

    /** Deletes it. */
    void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
