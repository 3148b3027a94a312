package dev.porthole.app.phone;

import dev.porthole.app.https.LocalCertificates;
import dev.porthole.app.phone.PhoneLook.Place;
import dev.porthole.app.phone.PhoneLook.Stage;
import dev.porthole.app.platform.LanAddresses;
import dev.porthole.app.text.Addresses;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.ServerState;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.EventLog;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        String base = running.settings().options().rules().basePath();
        boolean https = running.settings().tls() != null;
        List<LanAddresses.Found> found = addresses.get();
        List<LanAddresses.Found> listening = found.stream()
                .filter(each -> listens.isAnyLocalAddress() || listens.equals(each.address())).toList();
        if (listening.isEmpty()) {
            return new PhoneLook(Stage.NO_NETWORK, List.of(), List.of(), List.of(Phrase.of("phone.advice.join")));
        }
        List<Place> places = listening.stream().map(each -> place(each, port, base, https)).toList();
        Set<InetAddress> own = found.stream().map(LanAddresses.Found::address).collect(Collectors.toSet());
        List<ConnectionActivity> fromOutside = fromOutside(log, running.since(), own);
        List<String> devices = clients(fromOutside.stream().filter(each -> !https || each.secure()));
        List<Phrase> advice = new ArrayList<>();
        if (https) {
            listening.stream().map(LanAddresses.Found::address).filter(each -> !LocalCertificates.vouchFor(each))
                    .forEach(each -> advice.add(Phrase.of("phone.advice.public", Addresses.shortText(each))));
            distrusting(fromOutside).forEach(each -> advice.add(Phrase.of("phone.advice.distrust", each)));
        }
        if (!devices.isEmpty()) {
            return new PhoneLook(Stage.CONNECTED, places, devices, advice);
        }
        if (!fromOutside.isEmpty()) {
            return new PhoneLook(Stage.UNTRUSTED, places, clients(fromOutside.stream()), advice);
        }
        advice.addAll(advice(port));
        return new PhoneLook(Stage.WAITING, places, List.of(), advice);
    }

    private static Place place(LanAddresses.Found found, int port, String base, boolean https) {
        String rest = "://" + Addresses.shortText(found.address()) + ":" + port;
        return https
                ? new Place("https" + rest + base, found.network(), "http" + rest + "/.porthole/https")
                : new Place("http" + rest + base, found.network());
    }

    /** The connections of other devices since the site was started, the latest first. */
    private static List<ConnectionActivity> fromOutside(EventLog log, Instant since, Set<InetAddress> own) {
        return log.connections().stream()
                .filter(connection -> !connection.openedAt().isBefore(since))
                .filter(connection -> {
                    InetAddress client = connection.client().getAddress();
                    return client != null && !client.isLoopbackAddress() && !own.contains(client);
                })
                .sorted(Comparator.comparing(ConnectionActivity::openedAt).reversed())
                .toList();
    }

    private static List<String> clients(Stream<ConnectionActivity> connections) {
        return connections.map(LanDoctor::client).distinct().toList();
    }

    private static String client(ConnectionActivity connection) {
        return Addresses.shortText(connection.client().getAddress());
    }

    /** Those whose last attempt at TLS ended because they do not trust the certificate. */
    private static List<String> distrusting(List<ConnectionActivity> latestFirst) {
        Map<String, Boolean> trust = new LinkedHashMap<>();
        for (ConnectionActivity connection : latestFirst) {
            if (connection.secure() || refused(connection)) {
                trust.putIfAbsent(client(connection), connection.secure());
            }
        }
        return trust.entrySet().stream().filter(each -> !each.getValue()).map(Map.Entry::getKey).toList();
    }

    private static boolean refused(ConnectionActivity connection) {
        ConnectionClosed closed = connection.closed();
        return closed != null
                && (closed.reason() == CloseReason.TLS_NOT_TRUSTED || closed.reason() == CloseReason.TLS_LEFT);
    }

    private List<Phrase> advice(int port) {
        List<Phrase> advice = new ArrayList<>();
        advice.add(Phrase.of("phone.advice.sameNetwork"));
        advice.add(firewall.advice(port));
        advice.add(Phrase.of("phone.advice.guest"));
        return advice;
    }
}
