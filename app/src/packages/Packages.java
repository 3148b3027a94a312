import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Packs the finished program as the system it is made on wants it. Linux: a script beside this file, because a tree
 * made by hand is smaller and cleaner than jpackage's package. Windows and macOS: jpackage, with WiX or Apple's tools.
 * Its arguments: the folder that holds the image and gets the packages, the version, the time that every file gets,
 * and the folder of this module.
 */
final class Packages {

    public static void main(String[] args) throws IOException, InterruptedException {
        Path dist = Path.of(args[0]);
        Path module = Path.of(args[3]);
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> command = system.startsWith("win") ? windows(dist, args[1])
                : system.startsWith("mac") ? mac(dist, args[1])
                : List.of("sh", module.resolve("src/packages/linux/pack").toString(), dist.toString(), args[1], args[2]);
        System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private static List<String> windows(Path dist, String version) {
        List<String> command = jpackage("msi", dist, dist.resolve("porthole"), version);
        command.addAll(List.of(
                "--win-menu", "--win-shortcut-prompt", "--win-per-user-install",
                // The same for ever: Windows knows by it that the next version takes the place of this one.
                "--win-upgrade-uuid", "6d2b8a86-9a0f-4b57-8c1e-1f5c0f6c3b17"));
        return command;
    }

    private static List<String> mac(Path dist, String version) {
        // Apple wants no version that begins with 0.
        return jpackage("dmg", dist, dist.resolve("porthole.app"), version.replaceFirst("^0\\.", "1."));
    }

    private static List<String> jpackage(String type, Path dist, Path image, String version) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jpackage").toString(),
                "--type", type, "--app-image", image.toString(), "--name", "Porthole", "--app-version", version,
                "--vendor", "Porthole", "--description", "A desktop web server you can see into",
                "--license-file", dist.resolve("../../../LICENSE").normalize().toString(), "--dest", dist.toString()));
    }
}
