package dev.porthole.app.https;

import dev.porthole.app.https.AuthorityException.Kind;
import dev.porthole.app.platform.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Where the local certificate authority is kept: the folder {@code authority} beside the settings, which this user
 * alone may enter. {@code authority.pem} holds the private key with its certificates and is never written over;
 * {@code certificate.pem} is a copy of the root alone, for trust stores. Waits for the disk.
 */
public final class AuthorityFiles {

    private static final String AUTHORITY = "authority.pem";
    private static final String CERTIFICATE = "certificate.pem";
    private static final int LARGEST = 64 << 10;

    private final PrivateFolder folder;

    /** What was found besides a good authority, with the place where something is kept. */
    public enum Finding {
        /** It could not be understood; it is kept beside, and there is a new one. */
        DAMAGED,
        /** It was no longer valid; it is kept beside, and there is a new one. */
        EXPIRED,
        /** Others could read the key until now. */
        WAS_OPEN
    }

    /** The authority that belongs to the settings in this folder. */
    public AuthorityFiles(Path settings) {
        this.folder = new PrivateFolder(settings.resolve("authority"));
    }

    /** The folder, whether it exists or not. */
    public Path folder() {
        return folder.path();
    }

    /** The root alone, for trust stores, whether it exists or not. */
    public Path certificate() {
        return folder.path().resolve(CERTIFICATE);
    }

    /** The authority, if there is one that can be used. Changes nothing. */
    public Optional<LocalAuthority> find() throws AuthorityException {
        try {
            return Files.exists(authority(), LinkOption.NOFOLLOW_LINKS) ? AuthorityText.read(text()) : Optional.empty();
        } catch (IOException e) {
            throw new AuthorityException(Kind.UNREADABLE, authority(), e);
        }
    }

    /**
     * The authority; made if there is none yet. One that cannot be used is kept beside, and there is a new one then.
     *
     * @param tell told what was found besides, and where it is
     */
    public LocalAuthority open(Instant now, BiConsumer<Finding, Path> tell) throws AuthorityException {
        prepareFolder();
        // Another process may make, or set aside, the same one at the same time.
        for (int attempt = 0; attempt < 3; attempt++) {
            if (!Files.exists(authority(), LinkOption.NOFOLLOW_LINKS)) {
                create(now);
            }
            boolean wasOpen = shut();
            Optional<LocalAuthority> found = find();
            if (found.isPresent() && found.get().end().isAfter(now)) {
                if (wasOpen) {
                    tell.accept(Finding.WAS_OPEN, authority());
                }
                writeCertificate(found.get());
                return found.get();
            }
            setAside(found.isPresent() ? Finding.EXPIRED : Finding.DAMAGED, tell);
        }
        throw new AuthorityException(Kind.UNREADABLE, authority());
    }

    /** Deletes key and certificate; what was kept beside too, because it may hold a key. */
    public void remove() throws AuthorityException {
        try {
            List<Path> all = new ArrayList<>();
            try (var files = Files.newDirectoryStream(folder.path(), "{authority,certificate}.pem*")) {
                files.forEach(all::add);
            } catch (NoSuchFileException nothingThere) {
                return;
            }
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder.path());
        } catch (IOException e) {
            throw new AuthorityException(Kind.UNREMOVABLE, folder.path(), e);
        }
    }

    private Path authority() {
        return folder.path().resolve(AUTHORITY);
    }

    private void prepareFolder() throws AuthorityException {
        try {
            if (!folder.prepare()) {
                throw new AuthorityException(Kind.NOT_YOURS, folder.path());
            }
        } catch (IOException e) {
            throw new AuthorityException(Kind.UNWRITABLE, folder.path(), e);
        }
    }

    private void create(Instant now) throws AuthorityException {
        try {
            folder.createWhole(AUTHORITY, AuthorityText.write(LocalAuthority.create(now)));
        } catch (FileAlreadyExistsException another) {
            // Made by another process a moment ago: that one counts.
        } catch (IOException e) {
            throw new AuthorityException(Kind.UNWRITABLE, authority(), e);
        }
    }

    /** Closes the key to others, and tells whether it was open. */
    private boolean shut() throws AuthorityException {
        try {
            if (!folder.owns(authority())) {
                throw new AuthorityException(Kind.NOT_YOURS, authority());
            }
            return folder.shut(authority());
        } catch (IOException e) {
            throw new AuthorityException(Kind.UNREADABLE, authority(), e);
        }
    }

    private String text() throws IOException {
        if (Files.size(authority()) > LARGEST) {
            return "";
        }
        // One character a byte: what is no PEM need not be UTF-8 either.
        return new String(Files.readAllBytes(authority()), StandardCharsets.ISO_8859_1);
    }

    private void writeCertificate(LocalAuthority authority) throws AuthorityException {
        String wanted = AuthorityText.certificate(authority.root());
        try {
            if (Files.exists(certificate()) && Files.size(certificate()) == wanted.length()
                    && Files.readString(certificate(), StandardCharsets.ISO_8859_1).equals(wanted)) {
                return;
            }
            Path draft = Files.createTempFile(folder.path(), CERTIFICATE, ".new");
            Files.writeString(draft, wanted);
            Files.move(draft, certificate(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AuthorityException(Kind.UNWRITABLE, certificate(), e);
        }
    }

    private void setAside(Finding why, BiConsumer<Finding, Path> tell) throws AuthorityException {
        String stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                .format(LocalDateTime.now(ZoneId.systemDefault()));
        String ending = (why == Finding.EXPIRED ? ".expired-" : ".damaged-") + stamp;
        Path kept = folder.path().resolve(AUTHORITY + ending);
        for (int i = 2; Files.exists(kept, LinkOption.NOFOLLOW_LINKS); i++) {
            kept = folder.path().resolve(AUTHORITY + ending + "-" + i);
        }
        try {
            Files.move(authority(), kept);
            tell.accept(why, kept);
        } catch (NoSuchFileException another) {
            // Another process has done the same.
        } catch (AccessDeniedException e) {
            throw new AuthorityException(Kind.NOT_YOURS, authority(), e);
        } catch (IOException e) {
            throw new AuthorityException(Kind.UNWRITABLE, kept, e);
        }
    }
}
