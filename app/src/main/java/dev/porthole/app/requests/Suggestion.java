package dev.porthole.app.requests;

import dev.porthole.app.text.Phrase;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be put into the filter.
 *
 * @param name what is shown
 * @param insert what is put into the text
 * @param start where in the text
 * @param end up to where that is replaced
 * @param words what it means, or null
 * @param count in how many rows it was seen; 0 where that was not counted
 */
record Suggestion(String name, String insert, int start, int end, @Nullable Phrase words, long count) {}
