package dev.porthole.app.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Which ports of this computer can be had at the moment of asking. */
public final class LocalNetwork {

    private static final int HIGHEST_PORT = 65_535;
    private static final InetAddress IPV6_LOOPBACK = InetAddress.ofLiteral("::1");

    private LocalNetwork() {}

    /** Whether a server could listen on this port of this address just now, and be found at localhost. */
    public static boolean isFree(InetAddress address, int port) {
        return canListen(address, port) && !isTakenOnIpv6(port);
    }

    /**
     * Whether a server could listen there, yet browsers would find another program: they look for localhost
     * at {@code ::1} first.
     */
    public static boolean isHiddenByAnother(InetAddress address, int port) {
        return port != 0 && canListen(address, port) && isTakenOnIpv6(port);
    }

    private static boolean isTakenOnIpv6(int port) {
        // Port 0 is any: where not even that can be had, this computer has no IPv6.
        return !canListen(IPV6_LOOPBACK, port) && canListen(IPV6_LOOPBACK, 0);
    }

    private static boolean canListen(InetAddress address, int port) {
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
