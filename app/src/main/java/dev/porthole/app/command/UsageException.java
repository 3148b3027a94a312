package dev.porthole.app.command;

/** Ends a command with one sentence for the user: what happened, to what, and what to do next. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Takes the key of the sentence in the message bundle, and what fills its blanks. */
    UsageException(String key, Object... values) {
        super(Messages.text(key, values));
    }
}
