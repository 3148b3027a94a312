package dev.porthole.app.platform;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** This computer's addresses in the networks around it. */
public final class LanAddresses {

    /** Networks that exist inside this computer only; no other device can reach them. */
    private static final Pattern INSIDE_THIS_COMPUTER =
            Pattern.compile("(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|cni|flannel|podman|lxc).*");

    /**
     * An address to be found at.
     *
     * @param address the address
     * @param network the system's name of the interface that leads there
     */
    public record Found(InetAddress address, String network) {}

    private LanAddresses() {}

    /** IPv4 addresses other devices can use, the one of the default route first. Never kept: networks change. */
    public static List<Found> find() {
        InetAddress preferred = addressOfDefaultRoute();
        try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
            return interfaces
                    .filter(LanAddresses::leadsOutside)
                    .flatMap(network -> network.inetAddresses()
                            .filter(Inet4Address.class::isInstance)
                            .filter(address -> !address.isLinkLocalAddress())
                            .map(address -> new Found(address, network.getDisplayName())))
                    .sorted(Comparator.comparing(found -> !found.address().equals(preferred)))
                    .toList();
        } catch (SocketException noInterfaces) {
            return List.of();
        }
    }

    private static boolean leadsOutside(NetworkInterface network) {
        try {
            return network.isUp()
                    && !network.isLoopback()
                    && !INSIDE_THIS_COMPUTER.matcher(network.getName()).matches();
        } catch (SocketException goneMeanwhile) {
            return false;
        }
    }

    private static @Nullable InetAddress addressOfDefaultRoute() {
        // Connecting a UDP socket sends nothing; it only makes the system choose a route. 192.0.2.0/24 is
        // reserved for documentation (RFC 5737), so no special route leads there.
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9));
            return socket.getLocalAddress();
        } catch (SocketException | UncheckedIOException noRoute) {
            return null;
        }
    }
}
