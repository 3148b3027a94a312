package dev.porthole.app.command;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines that say where a folder is served. */
final class Announcement {

    private Announcement() {}

    /** The one line that scripts wait for: always English, always one line, whatever the folder is called. */
    static String servingLine(Path folder, InetSocketAddress address) {
        return "Serving " + LogText.printable(folder.toString()) + " at " + url(address);
    }

    /** The address to open on this computer. */
    static String url(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        if (host.isAnyLocalAddress()) {
            host = InetAddress.ofLiteral(host instanceof Inet6Address ? "::1" : "127.0.0.1");
        }
        return url(host, address.getPort());
    }

    /** One line for each address at which other devices may find the server, the most likely one first. */
    static List<String> networkLines(InetSocketAddress address) {
        List<String> lines = new ArrayList<>();
        if (address.getAddress().isAnyLocalAddress()) {
            for (LanAddresses.Found found : LanAddresses.find()) {
                String url = url(found.address(), address.getPort());
                lines.add(Messages.text("serve.on-network", url, found.network()));
            }
            if (lines.isEmpty()) {
                lines.add(Messages.text("serve.no-network"));
            }
        }
        return lines;
    }

    private static String url(InetAddress host, int port) {
        String text = host.getHostAddress();
        // A zone (fe80::1%eth0) is only good on this computer, and its % has to be escaped: RFC 6874.
        return "http://" + (host instanceof Inet6Address ? "[" + text.replace("%", "%25") + "]" : text)
                + ":" + port + "/";
    }
}
