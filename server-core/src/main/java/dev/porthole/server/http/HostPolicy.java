package dev.porthole.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Which Host names the server answers to. A page from the internet can make its own name point to this
 * computer (DNS rebinding) and then read a local server as if it were its own; it cannot make an IP literal,
 * localhost or this computer's name do that, so only those are served.
 */
final class HostPolicy {

    private final InetAddress bound;
    private final String computerName;

    /** May wait for the system to tell the computer's name: not for an event loop. */
    HostPolicy(InetAddress bound) {
        this.bound = bound;
        // Asking the system for its name can take seconds in a broken network, so only ask when it matters.
        this.computerName = bound.isLoopbackAddress() ? "localhost" : computerName();
    }

    boolean accepts(HostName host) {
        InetAddress address = host.address();
        if (bound.isLoopbackAddress()) {
            return address == null ? host.isLocalhost() : address.isLoopbackAddress();
        }
        return address != null
                || host.isLocalhost()
                || host.name().equals(computerName)
                || host.name().equals(computerName + ".local");
    }

    private static String computerName() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
