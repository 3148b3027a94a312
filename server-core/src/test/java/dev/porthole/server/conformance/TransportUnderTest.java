package dev.porthole.server.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.server.SiteSettings;
import dev.porthole.server.transport.Transport;

/**
 * The transport on which the tests run: the usual one, or another by {@code -Dporthole.transport=nio}. Where that
 * does not work, tests are left out and say why.
 */
final class TransportUnderTest {

    private static final String PROPERTY = "porthole.transport";

    private TransportUnderTest() {}

    /** The same settings with the transport under test, and TLS if that is. */
    static SiteSettings on(SiteSettings settings) {
        String name = System.getProperty(PROPERTY, "");
        SiteSettings chosen = TlsUnderTest.on(settings);
        return name.isEmpty() ? chosen : chosen.with(assumeWorks(Transport.named(name).orElseThrow()));
    }

    /** Leaves the test out, with the reason, unless a transport works on this computer. */
    static Transport assumeWorks(Transport transport) {
        assumeTrue(transport.isAvailable(),
                () -> transport.label() + " does not work here: " + transport.obstacle().orElse(""));
        return transport;
    }

    /** What makes another Java process run on the same transport. */
    static String argument() {
        return "-D" + PROPERTY + "=" + System.getProperty(PROPERTY, "");
    }
}
