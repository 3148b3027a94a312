package dev.porthole.app.phone;

import dev.porthole.app.phone.PhoneLook.Place;
import dev.porthole.app.phone.PhoneLook.Stage;
import dev.porthole.app.platform.LanAddresses;
import dev.porthole.app.text.Addresses;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.ServerState;
import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.EventLog;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds out whether other devices can reach a site, and what blocks them. Asks the system; blocks for a moment. */
final class LanDoctor {

    private final Supplier<List<LanAddresses.Found>> addresses;
    private final Firewall firewall;

    LanDoctor(Supplier<List<LanAddresses.Found>> addresses, Firewall firewall) {
        this.addresses = addresses;
        this.firewall = firewall;
    }

    /** Looks at a site in this state with this log. Addresses are asked for each time: networks change. */
    PhoneLook look(ServerState state, EventLog log) {
        if (!(state instanceof ServerState.Running running)) {
            return PhoneLook.NOTHING;
        }
        InetAddress listens = running.settings().address();
        if (listens.isLoopbackAddress()) {
            return new PhoneLook(Stage.ONLY_HERE, List.of(), List.of(), List.of());
        }
        int port = running.address().getPort();
        List<LanAddresses.Found> found = addresses.get();
        List<Place> places = found.stream()
                .filter(each -> listens.isAnyLocalAddress() || listens.equals(each.address()))
                .map(each -> new Place(
                        "http://" + Addresses.shortText(each.address()) + ":" + port + "/", each.network()))
                .toList();
        if (places.isEmpty()) {
            return new PhoneLook(Stage.NO_NETWORK, List.of(), List.of(), List.of(Phrase.of("phone.advice.join")));
        }
        Set<InetAddress> own = found.stream().map(LanAddresses.Found::address).collect(Collectors.toSet());
        List<String> devices = devices(log, running.since(), own);
        return devices.isEmpty()
                ? new PhoneLook(Stage.WAITING, places, List.of(), advice(port))
                : new PhoneLook(Stage.CONNECTED, places, devices, List.of());
    }

    private static List<String> devices(EventLog log, Instant since, Set<InetAddress> own) {
        return log.connections().stream()
                .filter(connection -> !connection.openedAt().isBefore(since))
                .sorted(Comparator.comparing(ConnectionActivity::openedAt).reversed())
                .map(connection -> connection.client().getAddress())
                .filter(client -> client != null && !client.isLoopbackAddress() && !own.contains(client))
                .map(Addresses::shortText)
                .distinct().toList();
    }

    private List<Phrase> advice(int port) {
        List<Phrase> advice = new ArrayList<>();
        advice.add(Phrase.of("phone.advice.sameNetwork"));
        advice.add(firewall.advice(port));
        advice.add(Phrase.of("phone.advice.guest"));
        return advice;
    }
}
