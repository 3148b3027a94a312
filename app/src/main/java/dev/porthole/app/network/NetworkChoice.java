package dev.porthole.app.network;

import dev.porthole.app.text.Messages;
import dev.porthole.server.conditions.NetworkProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the networks that can be chosen.
 *
 * @param kind what kind of choice it is
 * @param profile the network, where the choice is one
 */
record NetworkChoice(Kind kind, @Nullable NetworkProfile profile) {

    /** Kinds of choices. */
    enum Kind {
        /** A device has the network of everyone. */
        AS_EVERYONE,
        /** The network that there really is. */
        REAL,
        /** One that has a name. */
        PRESET,
        /** One with numbers of its own. */
        CUSTOM
    }

    static final NetworkChoice AS_EVERYONE = new NetworkChoice(Kind.AS_EVERYONE, null);
    static final NetworkChoice REAL = new NetworkChoice(Kind.REAL, null);

    /** The choice that a network is; null for the real one. */
    static NetworkChoice of(@Nullable NetworkProfile profile) {
        if (profile == null) {
            return REAL;
        }
        boolean preset = NetworkProfile.PRESETS.contains(profile);
        return new NetworkChoice(preset ? Kind.PRESET : Kind.CUSTOM, profile);
    }

    /** What there is to choose from for everyone, with the last numbers that were given. */
    static List<NetworkChoice> forEveryone(NetworkProfile custom) {
        List<NetworkChoice> choices = new ArrayList<>();
        choices.add(REAL);
        NetworkProfile.PRESETS.forEach(preset -> choices.add(of(preset)));
        choices.add(new NetworkChoice(Kind.CUSTOM, custom));
        return choices;
    }

    /** The same for one device. */
    static List<NetworkChoice> forDevice(NetworkProfile custom) {
        List<NetworkChoice> choices = forEveryone(custom);
        choices.addFirst(AS_EVERYONE);
        return choices;
    }

    /** What it is called in a list of choices. */
    String title(Messages messages) {
        NetworkProfile shown = profile;
        if (shown == null) {
            return messages.get(kind == Kind.REAL ? "network.real" : "network.asEveryone");
        }
        return kind == Kind.CUSTOM ? messages.get("network.custom") : shown.name();
    }

    /** What it is like, in numbers; empty where there is nothing to say. */
    String numbers(Messages messages) {
        NetworkProfile shown = profile;
        return shown == null ? "" : messages.get("network.numbers",
                rate(messages, shown.downBitsPerSecond()), rate(messages, shown.upBitsPerSecond()),
                shown.roundTrip().toMillis() + " ms");
    }

    private static String rate(Messages messages, long bits) {
        return bits == NetworkProfile.UNLIMITED ? messages.get("network.unlimited") : BitRate.text(bits);
    }
}
