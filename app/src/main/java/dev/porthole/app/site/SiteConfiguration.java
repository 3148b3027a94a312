package dev.porthole.app.site;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import java.net.InetAddress;
import java.nio.file.Path;

/**
 * What is remembered about a folder.
 *
 * @param port the port it is served on; 0 lets the system choose
 * @param everyone whether the whole network can connect, or this computer only
 * @param https whether it is served by HTTPS
 * @param options how the folder is presented
 */
public record SiteConfiguration(int port, boolean everyone, boolean https, SiteOptions options) {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress WILDCARD = InetAddress.ofLiteral("0.0.0.0");

    /** By plain HTTP. */
    public SiteConfiguration(int port, boolean everyone, SiteOptions options) {
        this(port, everyone, false, options);
    }

    /** This computer only, default options. */
    public static SiteConfiguration onPort(int port) {
        return new SiteConfiguration(port, false, SiteOptions.DEFAULT);
    }

    /** The address to listen on. No address of a network card is ever kept: networks change. */
    public InetAddress address() {
        return everyone ? WILDCARD : LOOPBACK;
    }

    /** What a server needs to know, but for what it proves itself with when it speaks HTTPS. */
    public SiteSettings settings(Path folder) {
        return new SiteSettings(folder, port, address(), options);
    }

    /** The same on another port. */
    public SiteConfiguration withPort(int newPort) {
        return new SiteConfiguration(newPort, everyone, https, options);
    }

    /** The same for others, or for this computer only. */
    public SiteConfiguration withEveryone(boolean newEveryone) {
        return new SiteConfiguration(port, newEveryone, https, options);
    }

    /** The same, presented in another way. */
    public SiteConfiguration withOptions(SiteOptions newOptions) {
        return new SiteConfiguration(port, everyone, https, newOptions);
    }

    /** The same by HTTPS, or by plain HTTP. */
    public SiteConfiguration withHttps(boolean newHttps) {
        return new SiteConfiguration(port, everyone, newHttps, options);
    }
}
