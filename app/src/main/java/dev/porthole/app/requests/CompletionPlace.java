package dev.porthole.app.requests;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is being typed where the caret is, and what of the text a suggestion would replace.
 *
 * @param start where the part begins
 * @param end where it ends; after the caret if that stands inside a word
 * @param key the key whose value is typed; null where a key itself, or a word, is typed
 * @param typed what is there up to the caret
 */
record CompletionPlace(int start, int end, @Nullable FilterKey key, String typed) {

    /** The place of the caret; nothing where no suggestion could fit, as in a path or after an unknown key. */
    static Optional<CompletionPlace> at(String text, int caret) {
        List<FilterTerm> before = FilterTerm.scan(text.substring(0, caret));
        FilterTerm term = before.isEmpty() ? null : before.getLast();
        if (term == null || term.end() < caret) {
            return Optional.of(new CompletionPlace(caret, caret, null, ""));
        }
        FilterTerm whole = FilterTerm.scan(text).stream()
                .filter(one -> one.start() == term.start()).findFirst().orElse(term);
        if (!term.key().isEmpty()) {
            return term.knownKey().map(
                    key -> new CompletionPlace(term.valueStart(), whole.end(), key, term.value()));
        }
        if (term.value().equals("-")) {
            return Optional.of(new CompletionPlace(caret, whole.end(), null, ""));
        }
        boolean word = term.value().chars().allMatch(c -> c < 128 && Character.isLetter(c))
                && term.value().length() == term.end() - term.keyStart();
        int end = whole.key().isEmpty() ? whole.end() : whole.valueStart();
        return word
                ? Optional.of(new CompletionPlace(term.keyStart(), end, null, term.value()))
                : Optional.empty();
    }
}
