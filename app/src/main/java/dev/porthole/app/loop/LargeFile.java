package dev.porthole.app.loop;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is large enough for a slow reader to keep a send buffer full.
 *
 * @param target the request target that leads to it
 * @param bytes its size
 */
record LargeFile(String target, long bytes) {

    /** Less than that may fit into the buffers of the system. */
    static final long LEAST_BYTES = 2_000_000;

    private static final int MOST_FILES = 20_000;
    private static final int DEEPEST = 12;

    /** Looks for the largest file of a site, among as many as can be looked at quickly. Waits for the disk. */
    static Optional<LargeFile> in(Path root) throws IOException {
        Search search = new Search(root);
        Files.walkFileTree(root, Set.of(), DEEPEST, search);
        return search.bytes < LEAST_BYTES
                ? Optional.empty()
                : Optional.of(new LargeFile(search.target(), search.bytes));
    }

    private static final class Search extends SimpleFileVisitor<Path> {

        private final Path root;
        private Path largest;
        private long bytes;
        private int looked;

        Search(Path root) {
            this.root = root;
            this.largest = root;
        }

        private static boolean isHidden(Path path) {
            Path name = path.getFileName();
            return name != null && name.toString().startsWith(".");
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file) && attributes.size() > bytes) {
                largest = file;
                bytes = attributes.size();
            }
            return ++looked < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        private String target() {
            String path = root.relativize(largest).toString().replace('\\', '/');
            try {
                return new URI(null, null, "/" + path, null).toASCIIString();
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
