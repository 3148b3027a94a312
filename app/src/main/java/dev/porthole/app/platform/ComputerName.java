package dev.porthole.app.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What this computer is called in its network. */
public final class ComputerName {

    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    /** One label of a host name, RFC 1123 section 2.1. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private ComputerName() {}

    /** Its name without a domain, in small letters; empty if it has none that could stand in an address. May wait. */
    public static Optional<String> find() {
        String label = asTheSystemTells().split("\\.", 2)[0].toLowerCase(Locale.ROOT);
        return LABEL.matcher(label).matches() ? Optional.of(label) : Optional.empty();
    }

    private static String asTheSystemTells() {
        try {
            if (Files.isReadable(LINUX)) {
                return Files.readString(LINUX).strip();
            }
            String windows = System.getenv("COMPUTERNAME");
            return windows == null ? InetAddress.getLocalHost().getHostName() : windows;
        } catch (UnknownHostException noName) {
            return "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
