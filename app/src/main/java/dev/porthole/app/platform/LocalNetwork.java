package dev.porthole.app.platform;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** What can be known about this computer's network at the moment of asking. */
public final class LocalNetwork {

    private static final int HIGHEST_PORT = 65_535;
    private static final List<String> VIRTUAL = List.of("docker", "veth", "br-", "virbr", "vmnet", "vboxnet");

    private LocalNetwork() {}

    /** The IPv4 addresses by which other computers can reach this one. Never kept: networks change. */
    public static List<String> addresses() {
        List<String> found = new ArrayList<>();
        try {
            for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
                if (card.isUp() && !card.isLoopback() && VIRTUAL.stream().noneMatch(card.getName()::startsWith)) {
                    card.getInterfaceAddresses().stream()
                            .map(InterfaceAddress::getAddress)
                            .filter(address -> address instanceof Inet4Address && !address.isLinkLocalAddress())
                            .map(InetAddress::getHostAddress)
                            .forEach(found::add);
                }
            }
        } catch (SocketException e) {
            // No network at all; then there are no addresses either.
        }
        return found;
    }

    /** Whether a server could listen on this port of this address just now. */
    public static boolean isFree(InetAddress address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The next free port above the given one; 0, the system's choice, if there is none. */
    public static int nextFreePort(InetAddress address, int taken) {
        for (int port = taken + 1; port <= HIGHEST_PORT; port++) {
            if (isFree(address, port)) {
                return port;
            }
        }
        return 0;
    }
}
