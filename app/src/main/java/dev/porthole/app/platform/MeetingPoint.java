package dev.porthole.app.platform;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Where the processes of one user with the same settings meet: a Unix-domain socket (unix(7)) in a folder
 * that only this user may enter. In {@code $XDG_RUNTIME_DIR} where there is one, as the XDG Base Directory
 * Specification has it; otherwise beside the settings.
 *
 * @param socket the socket, whether somebody listens there or not
 * @param user this process's user, as the system names the owner of what it makes
 */
record MeetingPoint(Path socket, UserPrincipal user) {

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** The meeting point for a settings folder, its folder made; empty where no folder is safe. */
    static Optional<MeetingPoint> of(Path settings, @Nullable String runtimeFolder) throws IOException {
        UserPrincipal user = ownerOfWhatIsMade(settings);
        if (runtimeFolder != null) {
            Path runtime = Path.of(runtimeFolder);
            if (runtime.isAbsolute() && isPrivate(runtime, user)) {
                byte[] key = settings.toUri().toASCIIString().getBytes(StandardCharsets.US_ASCII);
                return in(runtime.resolve("porthole"), UUID.nameUUIDFromBytes(key) + ".socket", user);
            }
        }
        return in(settings.resolve("window"), "socket", user);
    }

    /** Whether what lies there is a socket of this user's that nobody else may use. */
    boolean isTrusted() {
        Path folder = socket.getParent();
        return folder != null && isPrivate(folder, user) && isPrivate(socket, user);
    }

    /** Whether the process at the other end is this user's. */
    boolean isOurs(SocketChannel channel) throws IOException {
        return !channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)
                || channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(user);
    }

    private static Optional<MeetingPoint> in(Path folder, String name, UserPrincipal user) throws IOException {
        try {
            if (hasPermissions(folder.toAbsolutePath().getParent())) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNERS));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !isPrivate(folder, user)) {
                return Optional.empty();
            }
        }
        return Optional.of(new MeetingPoint(folder.resolve(name), user));
    }

    /** Whether something belongs to the user and lets nobody else in; what a link leads to does not count. */
    private static boolean isPrivate(Path path, UserPrincipal user) {
        try {
            if (!hasPermissions(path)) {
                // Windows: what is in a user's own folder is closed to others.
                return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user);
            }
            PosixFileAttributes found =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return !found.isSymbolicLink() && found.owner().equals(user) && OWNERS.containsAll(found.permissions());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasPermissions(@Nullable Path path) {
        return path != null && path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static UserPrincipal ownerOfWhatIsMade(Path folder) throws IOException {
        Path made = Files.createTempFile(folder, "owner", "");
        try {
            return Files.getOwner(made);
        } finally {
            Files.delete(made);
        }
    }
}
