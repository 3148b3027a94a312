package dev.porthole.app.command;

import dev.porthole.app.https.LocalCertificates;
import dev.porthole.app.log.LogText;
import dev.porthole.app.platform.LanAddresses;
import dev.porthole.app.text.Addresses;
import dev.porthole.server.ServerState;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines that say where a folder is served. */
final class Announcement {

    private Announcement() {}

    /** The one line that scripts wait for: always English, always one line, whatever the folder is called. */
    static String servingLine(ServerState.Running running) {
        return "Serving " + LogText.printable(running.settings().root().toString()) + " at " + url(running);
    }

    /** The address to open on this computer. */
    static String url(ServerState.Running running) {
        InetAddress host = running.settings().address();
        if (host.isAnyLocalAddress()) {
            host = InetAddress.ofLiteral(host instanceof Inet6Address ? "::1" : "127.0.0.1");
        }
        return url(running, host);
    }

    /** One line for each address at which other devices may find the server, the most likely one first. */
    static List<String> networkLines(ServerState.Running running) {
        List<String> lines = new ArrayList<>();
        if (running.settings().address().isAnyLocalAddress()) {
            for (LanAddresses.Found found : LanAddresses.find()) {
                String url = url(running, found.address());
                lines.add(Messages.text("serve.on-network", url, found.network()));
                if (running.settings().tls() != null && !LocalCertificates.vouchFor(found.address())) {
                    lines.add(Messages.text("serve.not-private", Addresses.shortText(found.address())));
                }
            }
            if (lines.isEmpty()) {
                lines.add(Messages.text("serve.no-network"));
            }
        }
        return lines;
    }

    /** For HTTPS: where devices that do not trust the certificate yet find what to do, and the certificate itself. */
    static List<String> trustLines(ServerState.Running running, Path certificate) {
        if (running.settings().tls() == null) {
            return List.of();
        }
        InetAddress other = running.settings().address();
        if (other.isAnyLocalAddress()) {
            other = LanAddresses.find().stream().findFirst().map(LanAddresses.Found::address)
                    .orElse(InetAddress.ofLiteral("127.0.0.1"));
        }
        return List.of(
                Messages.text("serve.trust", url("http", other, running.address().getPort()) + ".porthole/https"),
                Messages.text("serve.authority", LogText.printable(certificate.toString())));
    }

    private static String url(ServerState.Running running, InetAddress host) {
        String scheme = running.settings().tls() == null ? "http" : "https";
        return url(scheme, host, running.address().getPort())
                + running.settings().options().rules().basePath().substring(1);
    }

    private static String url(String scheme, InetAddress host, int port) {
        String text = Addresses.shortText(host);
        // A zone (fe80::1%eth0) is only good on this computer, and its % has to be escaped: RFC 6874.
        return scheme + "://" + (host instanceof Inet6Address ? "[" + text.replace("%", "%25") + "]" : text)
                + ":" + port + "/";
    }
}
