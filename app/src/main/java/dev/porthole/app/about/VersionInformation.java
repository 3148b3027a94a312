package dev.porthole.app.about;

import dev.porthole.server.transport.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What whoever reports a fault should send along; it says nothing about the user. */
public final class VersionInformation {

    private final Map<String, String> facts = new LinkedHashMap<>();

    /** Asks this program and this computer. */
    public VersionInformation(Components components) {
        facts.put("Porthole", components.version());
        facts.put("Java", System.getProperty("java.vendor") + " " + Runtime.version());
        facts.put("JavaFX", System.getProperty("javafx.version", "?"));
        facts.put("Netty", components.nettyVersion());
        facts.put("Transport", Transport.available().stream().map(Transport::label).collect(Collectors.joining(", ")));
        facts.put("System", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch"));
    }

    /** The facts in order, by name. */
    public Map<String, String> facts() {
        return facts;
    }

    /** A line for each fact. */
    public String text() {
        return facts.entrySet().stream().map(fact -> fact.getKey() + ": " + fact.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
