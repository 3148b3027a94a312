package dev.porthole.app.site;

import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.site.ArchiveException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Sites that come as a zip file: each is unpacked once into a folder of its own, which is then served as any other. The
 * archive itself is only read. Reads and writes the disk: for a thread that may wait.
 */
public final class Archives {

    /** No more than that is unpacked, whatever the archive says of itself. */
    static final long MOST_BYTES = 2L << 30;

    /** No more files than that are unpacked. */
    static final int MOST_FILES = 100_000;

    private static final String EXTENSION = ".zip";
    private static final String INDEX = "index.html";
    private static final int HASH_BYTES = 6;
    private static final int BUFFER = 1 << 16;

    /** Older programs on Chinese systems write names so, and do not say it. */
    private static final Charset OLD_NAMES = Charset.forName("GB18030");

    private final Path folder;
    private final long mostBytes;

    /** Archives that are unpacked below a folder, which need not exist yet. */
    public Archives(Path folder) {
        this(folder, MOST_BYTES);
    }

    Archives(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** The archives of this user's window, beside the settings. */
    public static Archives usual() {
        return new Archives(SettingsFile.usualFolder().resolve("archives"));
    }

    /** Whether a file is called as an archive is. */
    public static boolean isArchive(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(EXTENSION)
                && Files.isRegularFile(path);
    }

    /**
     * The folder with what is in an archive. One that was unpacked before and has not changed since is not unpacked
     * again.
     *
     * @throws ArchiveException if it cannot be served; nothing is left behind then
     */
    public Path unpack(Path archive) throws ArchiveException {
        String fileName = String.valueOf(archive.getFileName());
        String name = fileName.substring(0, fileName.length() - EXTENSION.length());
        try {
            Path home = folder.resolve(fingerprint(archive));
            Path place = home.resolve(name.isBlank() || name.startsWith(".") ? "site" : name);
            if (!Files.isDirectory(place)) {
                Files.createDirectories(folder);
                Path draft = Files.createTempDirectory(folder, ".part-");
                try {
                    unpackAs(archive, Files.createDirectory(draft.resolve(place.getFileName())));
                    deleteTree(home);
                    Files.move(draft, home);
                } finally {
                    deleteTree(draft);
                }
            }
            return withoutWrapping(place);
        } catch (IOException e) {
            throw new ArchiveException(Kind.NO_ROOM, String.valueOf(e.getMessage()));
        }
    }

    /** Removes what was unpacked for sites that are there no more. */
    public void keepOnly(Collection<Path> served) {
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(folder)) {
            for (Path home : homes) {
                if (served.stream().noneMatch(site -> site.startsWith(home))) {
                    deleteTree(home);
                }
            }
        } catch (IOException nothingThereOrInUse) {
            // It takes room and does no harm; the next start tries again.
        }
    }

    private static String fingerprint(Path archive) throws IOException {
        BasicFileAttributes facts = Files.readAttributes(archive, BasicFileAttributes.class);
        String text = archive.toAbsolutePath() + "\n" + facts.size() + "\n" + facts.lastModifiedTime();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void unpackAs(Path archive, Path place) throws ArchiveException {
        try {
            unpackAs(archive, place, StandardCharsets.UTF_8);
        } catch (ZipException namesInAnotherEncoding) {
            try {
                unpackAs(archive, place, OLD_NAMES);
            } catch (IOException e) {
                throw new ArchiveException(Kind.UNREADABLE, String.valueOf(e.getMessage()));
            }
        } catch (IOException e) {
            throw new ArchiveException(Kind.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private void unpackAs(Path archive, Path place, Charset names) throws IOException, ArchiveException {
        try (ZipFile zip = new ZipFile(archive.toFile(), names)) {
            if (zip.size() == 0) {
                throw new ArchiveException(Kind.EMPTY, archive.toString());
            }
            if (zip.size() > MOST_FILES) {
                throw new ArchiveException(Kind.TOO_LARGE, zip.size() + " files");
            }
            long left = mostBytes;
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path target = target(place, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = zip.getInputStream(entry);
                        OutputStream out = Files.newOutputStream(target)) {
                    left = copy(in, out, left, entry.getName());
                }
            }
        }
    }

    /** What is counted is what really comes out: sizes in an archive are only claims. */
    private static long copy(InputStream in, OutputStream out, long most, String name)
            throws IOException, ArchiveException {
        byte[] buffer = new byte[BUFFER];
        long left = most;
        int read = in.read(buffer);
        while (read >= 0) {
            left -= read;
            if (left < 0) {
                throw new ArchiveException(Kind.TOO_LARGE, name);
            }
            out.write(buffer, 0, read);
            read = in.read(buffer);
        }
        return left;
    }

    private static Path target(Path place, String name) throws ArchiveException {
        try {
            Path target = place.resolve(name.replace('\\', '/')).normalize();
            boolean within = target.startsWith(place) && !name.startsWith("/") && !name.startsWith("\\");
            if (!within) {
                throw new ArchiveException(Kind.ESCAPES, name);
            }
            return target;
        } catch (InvalidPathException e) {
            throw new ArchiveException(Kind.ESCAPES, name);
        }
    }

    /** Many archives hold one folder, and the site is in there. */
    private static Path withoutWrapping(Path place) throws IOException {
        List<Path> inside = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(place)) {
            for (Path each : found) {
                String name = String.valueOf(each.getFileName());
                if (!name.equals("__MACOSX") && !name.startsWith(".")) {
                    inside.add(each);
                }
            }
        }
        boolean wrapped = inside.size() == 1
                && Files.isDirectory(inside.getFirst(), LinkOption.NOFOLLOW_LINKS)
                && !Files.exists(place.resolve(INDEX));
        return wrapped ? inside.getFirst() : place;
    }

    private static void deleteTree(Path top) throws IOException {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException problem) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
