package dev.porthole.server;

import dev.porthole.server.tls.TlsSettings;
import dev.porthole.server.transport.Transport;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Everything a {@link StaticServer} needs to know to serve one folder.
 *
 * @param root the folder whose content is served
 * @param port the TCP port to listen on, 0 to 65535; 0 lets the system choose a free one
 * @param address the address to listen on: a loopback address serves this computer only, the wildcard
 *     address (0.0.0.0 or ::) serves every network the computer is in
 * @param options how the folder is presented
 * @param transport what moves the bytes; null for the best that works on this computer
 * @param tls how HTTPS is spoken; null for plain HTTP only
 */
public record SiteSettings(
        Path root,
        int port,
        InetAddress address,
        SiteOptions options,
        @Nullable Transport transport,
        @Nullable TlsSettings tls) {

    /** The highest TCP port. */
    public static final int MAX_PORT = 65_535;

    /** Checks the port's range; whether the folder exists is found out when the server starts. */
    public SiteSettings {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and " + MAX_PORT);
        }
    }

    /**
     * Settings for plain HTTP.
     *
     * @param root the folder whose content is served
     * @param port the TCP port to listen on, 0 to {@link #MAX_PORT}; 0 lets the system choose a free one
     * @param address the address to listen on; a loopback address serves this computer only
     * @param options how the folder is presented
     * @param transport what moves the bytes; null for the best that works on this computer
     */
    public SiteSettings(
            Path root, int port, InetAddress address, SiteOptions options, @Nullable Transport transport) {
        this(root, port, address, options, transport, null);
    }

    /**
     * Settings for plain HTTP by the best transport that works on this computer.
     *
     * @param root the folder whose content is served
     * @param port the TCP port to listen on, 0 to {@link #MAX_PORT}; 0 lets the system choose a free one
     * @param address the address to listen on; a loopback address serves this computer only
     * @param options how the folder is presented
     */
    public SiteSettings(Path root, int port, InetAddress address, SiteOptions options) {
        this(root, port, address, options, null, null);
    }

    /**
     * {@return settings for a folder served to this computer only, with the default options}
     *
     * @param root the folder whose content is served
     * @param port the TCP port to listen on, 0 to {@link #MAX_PORT}; 0 lets the system choose a free one
     */
    public static SiteSettings local(Path root, int port) {
        return new SiteSettings(root, port, InetAddress.ofLiteral("127.0.0.1"), SiteOptions.DEFAULT);
    }

    /**
     * {@return the same settings, but for the transport; null for the best that works on this computer}
     *
     * @param other what moves the bytes; null for the best that works here
     */
    public SiteSettings with(@Nullable Transport other) {
        return new SiteSettings(root, port, address, options, other, tls);
    }

    /**
     * {@return the same settings, but for HTTPS; null for plain HTTP only}
     *
     * @param other how HTTPS is spoken on the same port; null not to speak it
     */
    public SiteSettings withTls(@Nullable TlsSettings other) {
        return new SiteSettings(root, port, address, options, transport, other);
    }
}
