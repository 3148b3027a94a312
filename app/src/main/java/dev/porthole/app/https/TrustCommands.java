package dev.porthole.app.https;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The commands by which this computer comes to trust the local authority, and stops to: for the user to copy, because
 * what a computer trusts is for its owner to decide.
 */
public final class TrustCommands {

    private static final String NSS = "certutil -d sql:$HOME/.pki/nssdb ";
    private static final String COPIED = "porthole-ca";

    private final String system;
    private final Path root;

    /** Who is to trust it by a command. */
    public enum Audience {
        /** Chromium and Chrome on Linux. */
        CHROMIUM,
        /** All programs of the user, or of the system. */
        SYSTEM
    }

    /**
     * One command.
     *
     * @param audience who trusts, or no longer does, afterwards
     * @param text as it is typed
     */
    public record TrustCommand(Audience audience, String text) {}

    /**
     * Those of a system.
     *
     * @param system the name of the operating system, as Java tells it
     * @param root the folder that holds all others
     */
    TrustCommands(String system, Path root) {
        this.system = system;
        this.root = root;
    }

    /** Those of this computer. */
    public static TrustCommands ofThisComputer() {
        return new TrustCommands(System.getProperty("os.name", ""), Path.of("/"));
    }

    /** To trust an authority of this name, with its certificate in this file. */
    public List<TrustCommand> trust(String name, Path certificate) {
        String file = certificate.toAbsolutePath().toString();
        if (system.startsWith("Windows")) {
            return List.of(new TrustCommand(Audience.SYSTEM, "certutil -user -addstore Root \"" + file + "\""));
        }
        String quoted = quoted(file);
        if (system.startsWith("Mac")) {
            return List.of(new TrustCommand(Audience.SYSTEM, "security add-trusted-cert -r trustRoot -k "
                    + "~/Library/Keychains/login.keychain-db " + quoted));
        }
        return List.of(
                new TrustCommand(Audience.CHROMIUM, NSS + "-A -t C,, -n " + quoted(name) + " -i " + quoted),
                new TrustCommand(Audience.SYSTEM, isFedora()
                        ? "sudo cp " + quoted + " /etc/pki/ca-trust/source/anchors/" + COPIED
                                + ".pem && sudo update-ca-trust"
                        : "sudo cp " + quoted + " /usr/local/share/ca-certificates/" + COPIED
                                + ".crt && sudo update-ca-certificates"));
    }

    /** To trust it no longer. */
    public List<TrustCommand> distrust(String name) {
        if (system.startsWith("Windows")) {
            return List.of(new TrustCommand(Audience.SYSTEM, "certutil -user -delstore Root \"" + name + "\""));
        }
        if (system.startsWith("Mac")) {
            return List.of(new TrustCommand(Audience.SYSTEM, "security delete-certificate -t -c " + quoted(name)));
        }
        return List.of(
                new TrustCommand(Audience.CHROMIUM, NSS + "-D -n " + quoted(name)),
                new TrustCommand(Audience.SYSTEM, isFedora()
                        ? "sudo rm /etc/pki/ca-trust/source/anchors/" + COPIED + ".pem && sudo update-ca-trust"
                        : "sudo rm /usr/local/share/ca-certificates/" + COPIED
                                + ".crt && sudo update-ca-certificates --fresh"));
    }

    private boolean isFedora() {
        return Files.isDirectory(root.resolve("etc/pki/ca-trust/source/anchors"));
    }

    /** As a shell takes it whole, whatever is in it. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
