import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import java.util.stream.Stream;

/**
 * Takes out of the jars and the runtime what the packages need not carry: native libraries for other systems, the
 * symbols of those for this one, themes that the window does not have, and the compression inside the jars. A package
 * compresses what is not compressed already to half the size, because it looks at all files together; and Java reads
 * it faster. For the same reason JavaFX gets the style sheets as it would store them itself after reading the text,
 * and Java the oldest classes in a newer form ({@link OldClasses}).
 * Its arguments: the folder of the jars, and the runtime. It has to be run with the module javafx.graphics.
 */
final class Shrink {

    public static void main(String[] args) throws IOException, InterruptedException {
        Path jars = Path.of(args[0]);
        Path runtime = Path.of(args[1]);
        for (Path jar : files(jars, ".jar")) {
            if (isForeign(jar)) {
                Files.delete(jar);
            } else {
                store(jar);
            }
        }
        for (Path library : files(runtime, ".so")) {
            if (isForeign(library)) {
                Files.delete(library);
            } else {
                strip(library);
            }
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    /** Whether a name says that it is for another system or processor, as Netty's native libraries do. */
    private static boolean isForeign(Path file) {
        String name = file.getFileName().toString();
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "aarch_64";
            case String other -> other;
        };
        List<String> foreign = new ArrayList<>(List.of("-linux-", "-osx-", "-windows-"));
        foreign.remove(system.startsWith("mac") ? "-osx-" : system.startsWith("win") ? "-windows-" : "-linux-");
        boolean otherSystem = foreign.stream().anyMatch(name::contains);
        boolean otherProcessor = Stream.of("x86_64", "aarch_64", "aarch64", "riscv64")
                .anyMatch(each -> !each.equals(processor) && name.matches(".*[-_]" + each + "\\.(jar|so)"));
        return otherSystem || otherProcessor;
    }

    /** Writes a jar anew, in the same order and with the same times, nothing in it compressed. */
    private static void store(Path jar) throws IOException {
        Path stored = jar.resolveSibling(jar.getFileName() + ".stored");
        try (ZipFile in = new ZipFile(jar.toFile());
                OldClasses classes = new OldClasses(jar);
                StyleSheets sheets = new StyleSheets(in);
                OutputStream file = Files.newOutputStream(stored);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Enumeration<? extends ZipEntry> entries = in.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                if (isForeignTheme(name)) {
                    continue;
                }
                byte[] content = content(in, entry);
                if (name.endsWith(".class")) {
                    content = classes.renewed(content);
                }
                put(out, name, entry.getTimeLocal(), content);
                if (sheets.isOne(name)) {
                    put(out, name.replaceFirst("\\.css$", ".bss"), entry.getTimeLocal(), sheets.binary(name));
                }
            }
        }
        Files.delete(jar);
        Files.move(stored, jar);
    }

    private static void put(ZipOutputStream out, String name, LocalDateTime time, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry plain = new ZipEntry(name);
        plain.setTimeLocal(time);
        plain.setMethod(ZipEntry.STORED);
        plain.setSize(content.length);
        plain.setCrc(sum.getValue());
        out.putNextEntry(plain);
        out.write(content);
    }

    /** Of the themes of AtlantaFX the window has two, and what of them is there as text and in binary is read in binary. */
    private static boolean isForeignTheme(String name) {
        return name.matches("atlantafx/base/theme/[^/]*\\.[cb]ss")
                && !name.matches("atlantafx/base/theme/primer-(light|dark)\\.bss");
    }

    private static byte[] content(ZipFile jar, ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** Without strip (in binutils) the package is a megabyte larger, and nothing else. */
    private static void strip(Path library) throws InterruptedException {
        try {
            new ProcessBuilder("strip", "--strip-unneeded", library.toString()).inheritIO().start().waitFor();
        } catch (IOException notInstalled) {
            System.out.println("strip is not installed; the native libraries keep their symbols");
        }
    }
}
