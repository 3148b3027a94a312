package dev.porthole.app.site;

import dev.porthole.app.text.Phrase;
import dev.porthole.server.SiteSettings;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a port before anyone tries to listen on it. */
final class PortCheck {

    private PortCheck() {}

    /** The port a user typed, if it is one. */
    static OptionalInt parse(String typed) {
        String text = typed.strip();
        boolean digits = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        return port <= SiteSettings.MAX_PORT ? OptionalInt.of(port) : OptionalInt.empty();
    }

    /** What is wrong with a typed port, or null. */
    static @Nullable Phrase problem(String typed) {
        if (typed.isBlank()) {
            return Phrase.of("port.empty");
        }
        if (parse(typed).isPresent()) {
            return null;
        }
        boolean number = typed.strip().chars().allMatch(c -> c >= '0' && c <= '9');
        return Phrase.of(number ? "port.tooHigh" : "port.notANumber");
    }
}
