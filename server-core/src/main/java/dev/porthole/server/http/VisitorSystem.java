package dev.porthole.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The systems, and the browsers with certificates of their own, that the steps to trust an authority differ in. */
enum VisitorSystem {
    /** iPhone and iPad. */
    IOS(5),
    /** Android. */
    ANDROID(5),
    /** Windows. */
    WINDOWS(4),
    /** macOS. */
    MACOS(4),
    /** Firefox on a computer. */
    FIREFOX(4),
    /** Chromium and Chrome on Linux, and its command line. */
    LINUX(4);

    private final int steps;

    VisitorSystem(int steps) {
        this.steps = steps;
    }

    /** How many steps there are. */
    int steps() {
        return steps;
    }

    /** What its texts are called. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, the visitor's own first, as far as User-Agent tells (RFC 9110 section 10.1.5). */
    static List<VisitorSystem> likeliestFirst(@Nullable String userAgent) {
        List<VisitorSystem> all = new ArrayList<>(List.of(values()));
        String agent = userAgent == null ? "" : userAgent;
        VisitorSystem own = of(agent);
        all.remove(own);
        all.addFirst(own);
        return all;
    }

    private static VisitorSystem of(String agent) {
        if (agent.contains("iPhone") || agent.contains("iPad")) {
            return IOS;
        }
        if (agent.contains("Android")) {
            return ANDROID;
        }
        if (agent.contains("Firefox/")) {
            return FIREFOX;
        }
        if (agent.contains("Windows")) {
            return WINDOWS;
        }
        return agent.contains("Macintosh") ? MACOS : LINUX;
    }
}
