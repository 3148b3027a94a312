package dev.porthole.app.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A folder for what nobody but the user may read: by permissions (0700, its files 0600) where there are such, by an
 * access control list on Windows.
 *
 * @param path the folder
 */
public record PrivateFolder(Path path) {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /**
     * Makes the folder if there is none, and closes it to others.
     *
     * @return false if something else, or somebody else's, is in its place
     */
    public boolean prepare() throws IOException {
        Path parent = Objects.requireNonNull(path.toAbsolutePath().getParent());
        Files.createDirectories(parent);
        try {
            if (hasPermissions(parent)) {
                Files.createDirectory(path, PosixFilePermissions.asFileAttribute(FOLDER));
            } else {
                Files.createDirectory(path);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        if (!owns(path)) {
            return false;
        }
        shut(path);
        return true;
    }

    /** Whether this user made what lies there; a link is nobody's. */
    public boolean owns(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return false;
        }
        Path made = Files.createTempFile(path, "owner", "");
        try {
            return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(made));
        } finally {
            Files.delete(made);
        }
    }

    /**
     * Closes a file, or the folder, to others.
     *
     * @return whether it was open to them before
     */
    public boolean shut(Path file) throws IOException {
        PosixFileAttributeView permissions = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (permissions != null) {
            Set<PosixFilePermission> wanted = Files.isDirectory(file) ? FOLDER : FILE;
            Set<PosixFilePermission> found = permissions.readAttributes().permissions();
            permissions.setPermissions(wanted);
            return !FOLDER.containsAll(found);
        }
        AclFileAttributeView list = Files.getFileAttributeView(file, AclFileAttributeView.class);
        return list != null && shut(list, Files.isDirectory(file));
    }

    private static boolean shut(AclFileAttributeView list, boolean folder) throws IOException {
        UserPrincipal owner = list.getOwner();
        boolean open = list.getAcl().stream().anyMatch(entry -> !entry.principal().equals(owner));
        list.setAcl(List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .setFlags(folder
                        ? Set.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
                        : Set.<AclEntryFlag>of())
                .build()));
        return open;
    }

    /**
     * Makes a file with this content in one step: nobody ever sees a part of it, and none that is there is written
     * over.
     *
     * @throws FileAlreadyExistsException if there is one already
     */
    public void createWhole(String name, byte[] content) throws IOException {
        // Java makes temporary files 0600.
        Path draft = Files.createTempFile(path, name, ".new");
        try {
            try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    file.write(rest);
                }
                file.force(true);
            }
            shut(draft);
            // Unlike a move, a link fails where a file is already, link(2).
            Files.createLink(path.resolve(name), draft);
        } catch (UnsupportedOperationException withoutLinks) {
            Files.move(draft, path.resolve(name));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
