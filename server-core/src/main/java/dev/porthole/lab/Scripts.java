package dev.porthole.lab;

import dev.porthole.lab.script.Script;
import java.util.List;
import java.util.Optional;

/** All scripts of the lab. */
public final class Scripts {

    private static final List<Script> ALL = List.of();

    private Scripts() {}

    /** All of them, in the order of their experiments. */
    public static List<Script> all() {
        return ALL;
    }

    /** The one with this name. */
    public static Optional<Script> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
