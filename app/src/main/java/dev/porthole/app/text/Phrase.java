package dev.porthole.app.text;

import java.util.List;

/**
 * Something to say, not yet in any language: the key of a message and what fills its gaps.
 *
 * @param key the message's key
 * @param arguments what stands in place of {@code {0}}, {@code {1}} and so on; a phrase inside is translated
 */
public record Phrase(String key, List<Object> arguments) {

    /** Copies the arguments. */
    public Phrase {
        arguments = List.copyOf(arguments);
    }

    /** A phrase with its arguments. */
    public static Phrase of(String key, Object... arguments) {
        return new Phrase(key, List.of(arguments));
    }
}
