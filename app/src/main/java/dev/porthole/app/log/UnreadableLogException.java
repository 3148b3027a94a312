package dev.porthole.app.log;

import dev.porthole.app.text.Phrase;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A file is not a log that can be opened, or not to its end. */
public final class UnreadableLogException extends IOException {

    @Serial private static final long serialVersionUID = 1;

    private final transient Phrase phrase;

    UnreadableLogException(Phrase phrase) {
        this(phrase, null);
    }

    UnreadableLogException(Phrase phrase, @Nullable Throwable cause) {
        super(phrase.key(), cause);
        this.phrase = phrase;
    }

    /** What is wrong, in words. */
    public Phrase phrase() {
        return phrase;
    }
}
