package dev.porthole.server.conditions;

import dev.porthole.server.transport.SocketEnd;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a server on purpose: the network of each device, and faults. It can be changed at any time from
 * any thread. Open connections are held back, or let go, at once; faults take effect with the next request.
 * Nothing of it is kept anywhere: it ends with the program.
 */
public final class Conditions {

    /** How many rules for faults there may be: each request is compared with them. */
    public static final int MOST_FAULTS = 100;

    /** The networks, as a whole. A device that stands for nothing is held back like everybody. */
    private record Networks(
            @Nullable NetworkProfile everyone, Map<InetAddress, Optional<NetworkProfile>> devices) {

        static final Networks FAST = new Networks(null, Map.of());

        boolean throttle() {
            return everyone != null || devices.values().stream().anyMatch(Optional::isPresent);
        }

        @Nullable NetworkProfile of(InetAddress device) {
            Optional<NetworkProfile> own = devices.get(device);
            return own == null ? everyone : own.orElse(null);
        }
    }

    /** A rule and how many requests it has met. */
    private record Counted(FaultRule rule, AtomicLong met) {

        boolean isNext() {
            return rule.atRandom()
                    ? ThreadLocalRandom.current().nextInt(rule.oneIn()) == 0
                    : met.getAndIncrement() % rule.oneIn() == 0;
        }
    }

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** Of devices that have connections which are held back; guarded by this. */
    private final Map<InetAddress, DeviceLine> lines = new HashMap<>();

    private volatile Networks networks = Networks.FAST;
    private volatile boolean throttling;
    private volatile List<Counted> faults = List.of();

    /** A good network without faults. */
    public Conditions() {}

    /** {@return the network of every device that has none of its own; null for that which there really is} */
    public @Nullable NetworkProfile everyone() {
        return networks.everyone;
    }

    /** {@return the devices that have a network of their own; empty for that which there really is} */
    public Map<InetAddress, Optional<NetworkProfile>> devices() {
        return networks.devices;
    }

    /** {@return the rules for faults, in their order} */
    public List<FaultRule> faults() {
        return faults.stream().map(Counted::rule).toList();
    }

    /** Whether anything is wrong on purpose. */
    boolean areBad() {
        return throttling || hasFaults();
    }

    /** Whether any device is held back. */
    boolean areThrottling() {
        return throttling;
    }

    /** {@return whether there are rules for faults} */
    public boolean hasFaults() {
        return !faults.isEmpty();
    }

    /**
     * Changes the network of every device that has none of its own; null for that which there really is.
     *
     * @param everyone its rates and its round trip
     */
    public void throttle(@Nullable NetworkProfile everyone) {
        synchronized (this) {
            change(new Networks(everyone, networks.devices));
        }
        tell();
    }

    /**
     * Gives a device a network of its own; null for that which there really is.
     *
     * @param device by its address, as the server sees it
     * @param profile its rates and its round trip
     */
    public void throttle(InetAddress device, @Nullable NetworkProfile profile) {
        change(devices -> devices.put(device, Optional.ofNullable(profile)));
    }

    /**
     * Lets a device have the network of everyone again.
     *
     * @param device by its address, as the server sees it
     */
    public void throttleAsEveryone(InetAddress device) {
        change(devices -> devices.remove(device));
    }

    private void change(Consumer<Map<InetAddress, Optional<NetworkProfile>>> change) {
        synchronized (this) {
            Map<InetAddress, Optional<NetworkProfile>> devices = new HashMap<>(networks.devices);
            change.accept(devices);
            change(new Networks(networks.everyone, Map.copyOf(devices)));
        }
        tell();
    }

    private void change(Networks now) {
        networks = now;
        throttling = now.throttle();
        lines.forEach((device, line) -> {
            NetworkProfile profile = now.of(device);
            if (profile != null) {
                line.become(profile, System.nanoTime());
            }
        });
    }

    /**
     * Changes the rules. The first one that meets a request, and whose turn it is, decides.
     *
     * @param rules in the order in which they are tried
     * @throws IllegalArgumentException if there are more than {@link #MOST_FAULTS}
     */
    public void setFaults(List<FaultRule> rules) {
        if (rules.size() > MOST_FAULTS) {
            throw new IllegalArgumentException(rules.size() + " rules");
        }
        List<Counted> counted = rules.stream().map(rule -> new Counted(rule, new AtomicLong())).toList();
        synchronized (this) {
            faults = counted;
        }
        tell();
    }

    /** Everything as it really is. */
    public void clear() {
        synchronized (this) {
            change(Networks.FAST);
            faults = List.of();
        }
        tell();
    }

    /**
     * The rule that decides about a request; null for none. Counts the request.
     *
     * @param path the decoded path, from the first slash, without a query
     * @return what to do to the answer
     */
    public @Nullable FaultRule faultFor(String path) {
        for (Counted each : faults) {
            if (each.rule.matches(path) && each.isNext()) {
                return each.rule;
            }
        }
        return null;
    }

    /**
     * Calls a listener after each change, on the thread that made it; it must return soon.
     *
     * @param listener called without arguments: it asks for what it needs
     */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Calls it no more.
     *
     * @param listener the same object that was given to {@link #onChange}
     */
    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /**
     * Holds a connection back, or lets it go, as it is meant to be now. On the channel's event loop.
     *
     * @param channel of a connection whose handlers have been added
     * @return what holds it back; null for nothing
     */
    public @Nullable Throttle apply(Channel channel) {
        Throttle present = Throttle.of(channel);
        if (present == null && !throttling) {
            return null;
        }
        DeviceLine line = present == null ? take(channel) : present.line();
        if (line == null || present != null && !isThrottled(present.device())) {
            if (present != null) {
                channel.pipeline().remove(present);
            }
            return null;
        }
        if (present != null) {
            present.lineChanged();
            return present;
        }
        InetAddress device = device(channel);
        Throttle added = new Throttle(line, device, () -> giveBack(device, line), System::nanoTime);
        SocketEnd.addBehind(channel.pipeline(), added);
        return added;
    }

    private boolean isThrottled(InetAddress device) {
        return networks.of(device) != null;
    }

    /** The line of a device that is held back, with one user more; null for others. */
    private synchronized @Nullable DeviceLine take(Channel channel) {
        InetAddress device = device(channel);
        NetworkProfile profile = networks.of(device);
        if (profile == null) {
            return null;
        }
        DeviceLine line = lines.computeIfAbsent(device, first -> new DeviceLine(profile, System.nanoTime()));
        line.addUser();
        return line;
    }

    private synchronized void giveBack(InetAddress device, DeviceLine line) {
        if (line.removeUser()) {
            lines.remove(device, line);
        }
    }

    private static InetAddress device(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress client
                ? client.getAddress() : InetAddress.getLoopbackAddress();
    }
}
