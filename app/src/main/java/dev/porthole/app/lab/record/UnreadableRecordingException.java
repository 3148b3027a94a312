package dev.porthole.app.lab.record;

import dev.porthole.app.text.Phrase;
import java.io.IOException;
import java.io.Serial;

/** A file is no recording of the lab, or a damaged one. */
public final class UnreadableRecordingException extends IOException {

    @Serial private static final long serialVersionUID = 1;

    private final transient Phrase phrase;

    UnreadableRecordingException(Phrase phrase) {
        super(phrase.key() + " " + phrase.arguments());
        this.phrase = phrase;
    }

    /** What is wrong, in words. */
    public Phrase phrase() {
        return phrase;
    }
}
