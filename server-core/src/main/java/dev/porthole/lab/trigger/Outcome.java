package dev.porthole.lab.trigger;

import java.util.List;

/**
 * What came of an action.
 *
 * @param action what was done
 * @param results what its reads or writes returned: bytes, 0 at the end, negative errors; empty if it had none
 * @param unread bytes that wait to be read afterwards
 * @param open whether the peer can still send
 * @param resettable whether the peer can still reset
 * @param answers what the epoll instances said that were asked, in the order of their columns
 */
public record Outcome(Action action, List<Integer> results, int unread, boolean open, boolean resettable,
        List<Answer> answers) {

    /** Copies the lists. */
    public Outcome {
        results = List.copyOf(results);
        answers = List.copyOf(answers);
    }

    /**
     * What one of them said.
     *
     * @param watcher which one
     * @param flags what it told, 0 for nothing
     * @param reason why
     */
    public record Answer(Watcher watcher, int flags, Reason reason) {}
}
