package dev.porthole.server.files;

import dev.porthole.server.event.Rule;
import dev.porthole.server.system.SystemError;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The served folder, and the only way into it. A path is looked up name by name, its real place (links
 * followed) must lie within the folder, and only regular files are opened. Names are bytes here, one
 * character a byte, because that is what they are on disk: a name need not be text in any encoding.
 */
public final class DocumentRoot {

    /** What a path led to. */
    public sealed interface Found {}

    /**
     * A regular file, now open; whoever gets it closes it.
     *
     * @param file open, as it was at this moment
     * @param relativePath its names, as bytes, with slashes between them
     * @param realRoot the real place of the served folder
     * @param direct whether no symbolic link was followed on the way from the root
     */
    public record FoundFile(ServedFile file, String relativePath, Path realRoot, boolean direct)
            implements Found {}

    /**
     * A directory.
     *
     * @param directory its real place
     */
    public record FoundDirectory(Path directory) implements Found {}

    /**
     * Nothing that may be served.
     *
     * @param rule why not
     */
    public record Refused(Rule rule) implements Found {}

    static final String WELL_KNOWN = ".well-known";

    private final Path root;
    private final boolean serveDotfiles;

    /**
     * A root that need not exist at this moment.
     *
     * @param root the folder whose content may be found
     * @param serveDotfiles whether names that begin with a dot are found
     */
    public DocumentRoot(Path root, boolean serveDotfiles) {
        this.root = root.toAbsolutePath().normalize();
        this.serveDotfiles = serveDotfiles;
    }

    /**
     * {@return the names in a directory that may be seen}
     *
     * @param found a directory that {@link #find} gave
     * @param column what the names are sorted by
     * @param descending whether the largest, newest or last comes first
     * @throws IOException when the directory cannot be read (any more)
     */
    public DirectoryListing list(FoundDirectory found, DirectoryListing.Column column, boolean descending)
            throws IOException {
        return DirectoryListing.read(root.toRealPath(), found.directory(), serveDotfiles, column, descending);
    }

    /**
     * Looks up a path given as its names.
     *
     * @param names as bytes, one character each; none for the root itself
     * @return an open file, a directory, or the reason why neither may be served
     * @throws TooManyOpenFilesException when no file can be opened just now
     * @throws IOException when the system fails in a way that says nothing about the path
     */
    public Found find(List<String> names) throws IOException {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (isHidden(name) && !serveDotfiles && !(i == 0 && name.equals(WELL_KNOWN))) {
                return new Refused(Rule.DOTFILE);
            }
            if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0 || isUnsafeHere(name)) {
                return new Refused(Rule.NOT_FOUND);
            }
        }
        try {
            Path realRoot = root.toRealPath();
            Path named = resolve(realRoot, names);
            Path real = named.toRealPath();
            if (!real.startsWith(realRoot)) {
                return new Refused(Rule.LINK_ESCAPES);
            }
            return switch (FileFacts.read(real).kind()) {
                case REGULAR -> new FoundFile(
                        ServedFile.open(real), String.join("/", names), realRoot, real.equals(named));
                case DIRECTORY -> new FoundDirectory(real);
                case OTHER -> new Refused(Rule.SPECIAL_FILE);
            };
        } catch (AccessDeniedException e) {
            return new Refused(Rule.NOT_PERMITTED);
        } catch (FileSystemException e) {
            return notFound(e);
        } catch (InvalidPathException e) {
            return new Refused(Rule.NOT_FOUND);
        }
    }

    /**
     * {@return where a path would be, whether there is anything or not; empty for names that no file can have here}
     *
     * @param names as bytes, one character each
     * @throws IOException when the root itself cannot be resolved
     */
    public Optional<Path> place(List<String> names) throws IOException {
        try {
            return Optional.of(resolve(root.toRealPath(), names));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * No such name, a file where a directory should be, a name too long, a loop of links: to a visitor all of
     * them mean that nothing is there. No descriptor left means something else.
     */
    private static Found notFound(FileSystemException e) throws IOException {
        if (SystemError.EMFILE.isCauseOf(e) || SystemError.ENFILE.isCauseOf(e)) {
            throw new TooManyOpenFilesException(e);
        }
        if (SystemError.EIO.isCauseOf(e)) {
            throw e;
        }
        return new Refused(Rule.NOT_FOUND);
    }

    /** One dot in front hides a name; more than one is only an odd name. */
    static boolean isHidden(String name) {
        return name.startsWith(".") && !name.startsWith("..");
    }

    /** Names that mean something else to Windows: other separators, streams, devices, trailing dots. */
    private static boolean isUnsafeHere(String name) {
        if (File.separatorChar == '/') {
            return false;
        }
        String stem = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        return name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || name.endsWith(".")
                || name.endsWith(" ")
                || stem.toUpperCase(Locale.ROOT).matches("CON|PRN|AUX|NUL|COM\\d|LPT\\d");
    }

    /** By way of a URI, which is the only public way to name a file by its bytes whatever the locale. */
    private static Path resolve(Path realRoot, List<String> names) {
        StringBuilder uri = new StringBuilder(realRoot.toUri().toASCIIString());
        for (String name : names) {
            if (uri.charAt(uri.length() - 1) != '/') {
                uri.append('/');
            }
            PercentEncoding.encode(name, uri);
        }
        try {
            return Path.of(URI.create(uri.toString()));
        } catch (IllegalArgumentException e) {
            throw new InvalidPathException(String.join("/", names), "not a file name here");
        }
    }
}
