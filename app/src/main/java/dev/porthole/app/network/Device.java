package dev.porthole.app.network;

import dev.porthole.server.conditions.Conditions;
import dev.porthole.server.conditions.NetworkProfile;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who has visited a site.
 *
 * @param address where it is found
 * @param name what it says of itself, or empty
 * @param own the network that was chosen for it
 */
record Device(InetAddress address, String name, NetworkChoice own) {

    /** What was chosen for the device with this address. */
    static NetworkChoice choice(Conditions conditions, InetAddress address) {
        Map<InetAddress, Optional<NetworkProfile>> own = conditions.devices();
        return own.containsKey(address)
                ? NetworkChoice.of(own.getOrDefault(address, Optional.empty()).orElse(null))
                : NetworkChoice.AS_EVERYONE;
    }
}
