package dev.porthole.server.hosting;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a folder says to hosting services, to tell the user of it. Waits for the disk. */
public final class RuleFolder {

    private RuleFolder() {}

    /**
     * {@return the rules in a folder; what cannot be read counts as missing}
     *
     * @param root the folder that is served
     * @param service whose notation and limits hold
     * @param own what the user typed, which holds for every service
     */
    public static RuleBook read(Path root, HostingService service, List<HeaderRule> own) {
        if (!service.readsFiles()) {
            return RuleBook.of(service, own, "", "");
        }
        return RuleBook.of(
                service, own, text(root.resolve(HeadersFile.NAME)), text(root.resolve(RedirectsFile.NAME)));
    }

    private static @Nullable String text(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(RuleBook.LARGEST_FILE + 1);
            return bytes.length > RuleBook.LARGEST_FILE ? null : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * {@return the first name at the top of a folder that GitHub Pages leaves out when it builds from a branch,
     * because Jekyll keeps names with an underscore for itself; empty when there is none, or a file {@code .nojekyll}
     * says otherwise}
     *
     * @param root the folder that would be published
     */
    public static Optional<String> leftOutByJekyll(Path root) {
        if (Files.exists(root.resolve(".nojekyll"), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> names = Files.newDirectoryStream(root, "_*")) {
            for (Path name : names) {
                return Optional.of(String.valueOf(name.getFileName()));
            }
        } catch (IOException | DirectoryIteratorException e) {
            // The server says what is wrong with the folder.
            return Optional.empty();
        }
        return Optional.empty();
    }
}
