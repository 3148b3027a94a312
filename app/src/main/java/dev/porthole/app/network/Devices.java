package dev.porthole.app.network;

import dev.porthole.app.requests.RequestTexts;
import dev.porthole.server.conditions.Conditions;
import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds out who has visited a site. */
final class Devices {

    /** How many of the newest requests are asked for the names of devices. */
    private static final int REQUESTS = 500;

    private static final int MOST = 12;

    private Devices() {}

    /** The devices of a site, those that came last first, and those that have a network of their own in any case. */
    static List<Device> of(EventLog log, Conditions conditions) {
        Map<InetAddress, String> names = new LinkedHashMap<>();
        log.connections().stream()
                .sorted(Comparator.comparing(ConnectionActivity::openedAt).reversed())
                .map(connection -> connection.client().getAddress())
                .distinct().limit(MOST)
                .forEach(address -> names.put(address, ""));
        conditions.devices().keySet().forEach(address -> names.putIfAbsent(address, ""));
        long first = Math.max(log.oldestNumber(), log.newestNumber() - REQUESTS + 1);
        for (Exchange exchange : log.exchangesFrom(first, REQUESTS)) {
            ConnectionActivity connection = exchange.connection();
            if (connection != null) {
                String agent = RequestTexts.field(exchange.request().headText(), "User-Agent");
                String name = DeviceName.of(agent);
                names.computeIfPresent(
                        connection.client().getAddress(), (address, known) -> name.isEmpty() ? known : name);
            }
        }
        return names.entrySet().stream()
                .map(each -> new Device(each.getKey(), each.getValue(),
                        Device.choice(conditions, each.getKey())))
                .toList();
    }
}
