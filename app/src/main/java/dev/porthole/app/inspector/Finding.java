package dev.porthole.app.inspector;

import dev.porthole.app.text.Phrase;

/** One thing to say about why a request was answered as it was. */
sealed interface Finding {

    /** Something said in words. */
    record Words(Phrase label, Phrase text) implements Finding {}

    /** Something quoted to the letter. */
    record Quote(Phrase label, String text) implements Finding {}

    /** An option of the command line that does the same, to be copied. */
    record Option(Phrase label, String text) implements Finding {}

    /** Two things that were held against each other. */
    record Pair(Phrase label, String text, Phrase otherLabel, String otherText) implements Finding {}

    /** What to do about it. */
    record Advice(Phrase text) implements Finding {}
}
