package dev.porthole.app.https;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.apache.kerby.asn1.type.Asn1IA5String;
import org.apache.kerby.asn1.type.Asn1OctetString;
import org.apache.kerby.asn1.type.Asn1Sequence;
import org.apache.kerby.asn1.type.Asn1Tagging;
import org.apache.kerby.asn1.type.Asn1Type;

/**
 * Which names and addresses an authority may vouch for, RFC 5280 section 4.2.1.10.
 *
 * @param domains names that are permitted with everything below them
 * @param networks blocks of addresses that are permitted
 */
record NameConstraints(List<String> domains, List<Network> networks) {

    /** What never leads into the internet: a stolen key is of no use there. */
    static final NameConstraints LOCAL = new NameConstraints(
            List.of("localhost", "local"),
            List.of(
                    Network.of("10.0.0.0", 8), Network.of("172.16.0.0", 12), Network.of("192.168.0.0", 16),
                    Network.of("127.0.0.0", 8), Network.of("169.254.0.0", 16),
                    Network.of("::1", 128), Network.of("fc00::", 7), Network.of("fe80::", 10)));

    /**
     * A block of addresses.
     *
     * @param first its first address
     * @param prefix how many of the leading bits all of them share
     */
    record Network(InetAddress first, int prefix) {

        static Network of(String first, int prefix) {
            return new Network(InetAddress.ofLiteral(first), prefix);
        }

        boolean contains(InetAddress address) {
            byte[] wanted = address.getAddress();
            byte[] own = first.getAddress();
            if (wanted.length != own.length) {
                return false;
            }
            byte[] mask = mask();
            for (int i = 0; i < own.length; i++) {
                if ((wanted[i] & mask[i]) != own[i]) {
                    return false;
                }
            }
            return true;
        }

        private byte[] mask() {
            byte[] mask = new byte[first.getAddress().length];
            for (int bit = 0; bit < prefix; bit++) {
                mask[bit / 8] |= (byte) (0x80 >> bit % 8);
            }
            return mask;
        }

        /** The address and behind it the mask. */
        private byte[] bytes() {
            byte[] address = first.getAddress();
            byte[] mask = mask();
            byte[] both = new byte[address.length + mask.length];
            System.arraycopy(address, 0, both, 0, address.length);
            System.arraycopy(mask, 0, both, address.length, mask.length);
            return both;
        }
    }

    /** Copies the lists. */
    NameConstraints {
        domains = List.copyOf(domains);
        networks = List.copyOf(networks);
    }

    /** Whether a certificate with this name would be accepted. */
    boolean permits(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return domains.stream().anyMatch(domain -> lower.equals(domain) || lower.endsWith("." + domain));
    }

    /** Whether a certificate with this address would be accepted. */
    boolean permits(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    Asn1Type encoded() throws IOException {
        Asn1Sequence permitted = new Asn1Sequence();
        for (String domain : domains) {
            permitted.addItem(CertificateWriter.sequence(
                    new Asn1Tagging<>(ServerNames.DNS_NAME, new Asn1IA5String(domain), false, true)));
        }
        for (Network network : networks) {
            permitted.addItem(CertificateWriter.sequence(
                    new Asn1Tagging<>(ServerNames.IP_ADDRESS, new Asn1OctetString(network.bytes()), false, true)));
        }
        return CertificateWriter.sequence(new Asn1Tagging<>(0, permitted, false, true));
    }
}
