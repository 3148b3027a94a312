package dev.porthole.lab.trigger;

import java.util.List;
import java.util.Map;

/**
 * One step of an act: some actions, of which the last asks.
 *
 * @param name what it is called in the keys of its texts
 * @param actions what is done
 * @param expected the flags that Linux tells to each watcher that is asked, 0 for none
 */
public record GuidedStep(String name, List<Action> actions, Map<Watcher, Integer> expected) {

    /** Copies the list and the map. */
    public GuidedStep {
        actions = List.copyOf(actions);
        expected = Map.copyOf(expected);
    }
}
