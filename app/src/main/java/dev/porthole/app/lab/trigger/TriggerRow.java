package dev.porthole.app.lab.trigger;

import dev.porthole.app.text.Phrase;
import dev.porthole.lab.trigger.Outcome.Answer;
import java.util.List;

/** A row of the table. */
public sealed interface TriggerRow {

    /**
     * Something was done.
     *
     * @param what in words
     * @param results what the calls returned, such as {@code 64, 6, EAGAIN}; empty for none
     */
    record Done(Phrase what, String results) implements TriggerRow {}

    /**
     * Somebody was asked.
     *
     * @param number the how manieth time, from 1
     * @param after in which situation
     * @param answers what those said who were asked
     */
    record Told(int number, Phrase after, List<Answer> answers) implements TriggerRow {
        /** Copies the list. */
        public Told {
            answers = List.copyOf(answers);
        }
    }
}
