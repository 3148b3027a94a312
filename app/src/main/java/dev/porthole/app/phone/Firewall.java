package dev.porthole.app.phone;

import dev.porthole.app.text.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which firewall may keep others out, as far as a program without rights can tell. */
final class Firewall {

    private final String system;
    private final Path root;

    /**
     * The firewall of a system.
     *
     * @param system the name of the operating system, as Java tells it
     * @param root the folder that holds all others
     */
    Firewall(String system, Path root) {
        this.system = system;
        this.root = root;
    }

    /** The one of this computer. */
    static Firewall ofThisComputer() {
        return new Firewall(System.getProperty("os.name", ""), Path.of("/"));
    }

    /** What to do so that a port is reached. */
    Phrase advice(int port) {
        if (system.startsWith("Windows")) {
            return Phrase.of("phone.advice.windows");
        }
        if (system.startsWith("Mac")) {
            return Phrase.of("phone.advice.mac");
        }
        if (isUfwOn()) {
            return Phrase.of("phone.advice.ufw", port);
        }
        if (Files.isDirectory(root.resolve("run/firewalld"))) {
            return Phrase.of("phone.advice.firewalld", port);
        }
        return Phrase.of("phone.advice.firewall", port);
    }

    private boolean isUfwOn() {
        try {
            return Files.readAllLines(root.resolve("etc/ufw/ufw.conf")).contains("ENABLED=yes");
        } catch (IOException notThere) {
            return false;
        }
    }
}
