import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javafx.css.Stylesheet;

/**
 * The style sheets of the window in the form that JavaFX looks for beside the text, with the ending .bss. What a sheet
 * imports is part of that form, so all of them have to lie side by side while it is made.
 */
final class StyleSheets implements AutoCloseable {

    private static final String FOLDER = "dev/porthole/app/";

    private final Path folder;

    StyleSheets(ZipFile jar) throws IOException {
        folder = Files.createTempDirectory("styles");
        for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements();) {
            ZipEntry entry = entries.nextElement();
            if (isOne(entry.getName())) {
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, folder.resolve(entry.getName().substring(FOLDER.length())));
                }
            }
        }
    }

    /** Whether this entry of a jar is a style sheet of the window, and not one of a sample or of the guide. */
    boolean isOne(String name) {
        return name.startsWith(FOLDER) && name.endsWith(".css") && name.indexOf('/', FOLDER.length()) < 0;
    }

    byte[] binary(String name) throws IOException {
        Path binary = folder.resolve("sheet.bss");
        Stylesheet.convertToBinary(folder.resolve(name.substring(FOLDER.length())).toFile(), binary.toFile());
        return Files.readAllBytes(binary);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
