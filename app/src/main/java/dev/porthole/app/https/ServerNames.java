package dev.porthole.app.https;

import dev.porthole.app.platform.ComputerName;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kerby.asn1.type.Asn1IA5String;
import org.apache.kerby.asn1.type.Asn1OctetString;
import org.apache.kerby.asn1.type.Asn1Sequence;
import org.apache.kerby.asn1.type.Asn1Tagging;
import org.apache.kerby.asn1.type.Asn1Type;

/**
 * Where this computer is found at one moment. Never kept: networks change.
 *
 * @param names its names
 * @param addresses its addresses, in every network it is in
 */
record ServerNames(Set<String> names, Set<InetAddress> addresses) {

    /** The tag of a name among general names, RFC 5280 section 4.2.1.6. */
    static final int DNS_NAME = 2;

    /** The tag of an address there. */
    static final int IP_ADDRESS = 7;

    private static final String LOCALHOST = "localhost";

    /** Copies the sets. */
    ServerNames {
        names = Set.copyOf(names);
        addresses = Set.copyOf(addresses);
    }

    /** Those of now, as far as the constraints permit them. Asks the system, which takes a moment. */
    static ServerNames now(NameConstraints constraints) {
        Set<String> names = ComputerName.find().map(name -> name + ".local").filter(constraints::permits)
                .map(name -> Set.of(LOCALHOST, name)).orElse(Set.of(LOCALHOST));
        Stream<InetAddress> loopback = Stream.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
        try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
            Stream<InetAddress> found = interfaces.flatMap(NetworkInterface::inetAddresses);
            return new ServerNames(names, Stream.concat(loopback, found)
                    .map(ServerNames::withoutZone).filter(constraints::permits).collect(Collectors.toSet()));
        } catch (SocketException noInterfaces) {
            return new ServerNames(names, loopback.collect(Collectors.toSet()));
        }
    }

    /** The zone of an address (RFC 4007) means something on this computer alone. */
    private static InetAddress withoutZone(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has the length of an address", e);
        }
    }

    Asn1Type encoded() {
        Asn1Sequence all = new Asn1Sequence();
        for (String name : new TreeSet<>(names)) {
            all.addItem(new Asn1Tagging<>(DNS_NAME, new Asn1IA5String(name), false, true));
        }
        addresses.stream().map(InetAddress::getAddress).sorted(Arrays::compare).forEach(
                address -> all.addItem(new Asn1Tagging<>(IP_ADDRESS, new Asn1OctetString(address), false, true)));
        return all;
    }
}
