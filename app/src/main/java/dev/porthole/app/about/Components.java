package dev.porthole.app.about;

import dev.porthole.app.view.ViewLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Everything that is shipped, with the licences it came under. */
public final class Components {

    private static final String APACHE = "Apache-2.0";
    private static final String APACHE_TEXT = "licences/Apache-2.0.txt";
    private static final String GPL = "GPL-2.0 with Classpath Exception";
    private static final String GPL_TEXT = "licences/GPL-2.0-with-classpath-exception.txt";
    private static final String OFL = "OFL-1.1";

    private final Properties versions = new Properties();

    /** Reads the versions that the program was built with. */
    public Components() {
        try (InputStream in = ViewLoader.resource("version.properties").openStream()) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version of the program. */
    public String version() {
        return version("version");
    }

    /** The version of Netty. */
    public String nettyVersion() {
        return version("netty");
    }

    /** The program first, then all others by name. */
    public List<Component> all() {
        return List.of(
                new Component("Porthole", version(), APACHE, List.of("server-core"), List.of(APACHE_TEXT)),
                new Component("AtlantaFX", version("atlantafx"), "MIT",
                        List.of("atlantafx-base"), List.of("licences/AtlantaFX-MIT.txt")),
                new Component("BoringSSL for Netty", version("boringssl"), APACHE,
                        List.of("netty-tcnative-"), List.of("licences/BoringSSL.txt")),
                new Component("Brotli4j", version("brotli4j"), APACHE, List.of("brotli4j-", "service-", "native-"),
                        List.of("licences/Brotli-MIT.txt", APACHE_TEXT)),
                new Component("Feather icons", "", "MIT", List.of(), List.of("licences/Feather-MIT.txt")),
                new Component("HdrHistogram", version("hdrhistogram"), "CC0-1.0 or BSD-2-Clause",
                        List.of("HdrHistogram"), List.of("licences/HdrHistogram.txt")),
                new Component("Ikonli", version("ikonli"), APACHE,
                        List.of("ikonli-core", "ikonli-javafx", "ikonli-feather-pack"), List.of(APACHE_TEXT)),
                new Component("Inter", "", OFL, List.of(), List.of("fonts/Inter-OFL.txt")),
                new Component("Jackson", version("jackson"), APACHE, List.of("jackson-core"),
                        List.of("licences/Jackson-notices.txt", APACHE_TEXT)),
                new Component("Java", Runtime.version().toString(), GPL, List.of(), List.of(GPL_TEXT)),
                new Component("JavaFX", System.getProperty("javafx.version", ""), GPL,
                        List.of("javafx-base", "javafx-graphics", "javafx-controls", "javafx-fxml"), List.of(GPL_TEXT)),
                new Component("JetBrains Mono", "", OFL, List.of(), List.of("fonts/JetBrainsMono-OFL.txt")),
                new Component("JSpecify", version("jspecify"), APACHE, List.of("jspecify"), List.of(APACHE_TEXT)),
                new Component("jsoup", version("jsoup"), "MIT", List.of("jsoup"), List.of("licences/jsoup-MIT.txt")),
                new Component("Kerby ASN.1", version("kerby"), APACHE, List.of("kerby-asn1"),
                        List.of("licences/Kerby-notices.txt", APACHE_TEXT)),
                new Component("Netty", nettyVersion(), APACHE, List.of("netty-"),
                        List.of("licences/Netty-notices.txt", APACHE_TEXT)),
                new Component("picocli", version("picocli"), APACHE, List.of("picocli"), List.of(APACHE_TEXT)),
                new Component("QR Code generator", version("qrcodegen"), "MIT",
                        List.of("qrcodegen"), List.of("licences/qrcodegen-MIT.txt")),
                new Component("zstd-jni", version("zstd-jni"), "BSD-2-Clause and BSD-3-Clause", List.of("zstd-jni"),
                        List.of("licences/zstd-jni-BSD.txt", "licences/Zstandard-BSD.txt")));
    }

    /** The licence and notices of a component, word for word. */
    public String text(Component component) {
        StringBuilder text = new StringBuilder();
        for (String file : component.texts()) {
            try (InputStream in = ViewLoader.resource(file).openStream()) {
                text.append(text.isEmpty() ? "" : "\n\n").append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }

    private String version(String key) {
        return Objects.requireNonNull(versions.getProperty(key), key);
    }
}
