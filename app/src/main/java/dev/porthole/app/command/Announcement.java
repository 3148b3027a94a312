package dev.porthole.app.command;

import dev.porthole.app.log.LogText;
import dev.porthole.app.platform.LanAddresses;
import dev.porthole.app.text.Addresses;
import dev.porthole.server.ServerState;
import java.net.Inet6Address;
import java.net.InetAddress;
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
        return url(host, running.address().getPort());
    }

    /** One line for each address at which other devices may find the server, the most likely one first. */
    static List<String> networkLines(ServerState.Running running) {
        List<String> lines = new ArrayList<>();
        if (running.settings().address().isAnyLocalAddress()) {
            for (LanAddresses.Found found : LanAddresses.find()) {
                String url = url(found.address(), running.address().getPort());
                lines.add(Messages.text("serve.on-network", url, found.network()));
            }
            if (lines.isEmpty()) {
                lines.add(Messages.text("serve.no-network"));
            }
        }
        return lines;
    }

    private static String url(InetAddress host, int port) {
        String text = Addresses.shortText(host);
        // A zone (fe80::1%eth0) is only good on this computer, and its % has to be escaped: RFC 6874.
        return "http://" + (host instanceof Inet6Address ? "[" + text.replace("%", "%25") + "]" : text)
                + ":" + port + "/";
    }
}
