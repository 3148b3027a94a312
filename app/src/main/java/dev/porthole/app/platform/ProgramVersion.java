package dev.porthole.app.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of this program, as the build wrote it down. */
public final class ProgramVersion {

    private ProgramVersion() {}

    /** The version, such as {@code 1.0.0}. */
    public static String text() {
        Properties properties = new Properties();
        try (InputStream resource = ProgramVersion.class.getResourceAsStream("/dev/porthole/app/version.properties")) {
            properties.load(Objects.requireNonNull(resource, "version.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
