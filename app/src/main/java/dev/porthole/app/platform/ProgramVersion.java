package dev.porthole.app.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What the build wrote down about this program. */
public final class ProgramVersion {

    private ProgramVersion() {}

    /** The version, such as {@code 1.0.0}. */
    public static String text() {
        return property("version");
    }

    /** The address that tells which release is the newest; empty if this copy was given none. */
    public static String releases() {
        return property("releases");
    }

    private static String property(String name) {
        Properties properties = new Properties();
        try (InputStream resource = ProgramVersion.class.getResourceAsStream("/dev/porthole/app/version.properties")) {
            properties.load(Objects.requireNonNull(resource, "version.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(name);
    }
}
