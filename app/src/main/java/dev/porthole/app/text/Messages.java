package dev.porthole.app.text;

import java.util.Arrays;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The window's words. A text bound through {@link #text} follows the language at once, without a restart.
 */
public final class Messages {

    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.ENGLISH);

    /** Reads every language, so that switching never waits. */
    public Messages() {
        for (Language each : Language.values()) {
            Texts.of(each);
        }
    }

    /** The language in use. */
    public ObjectProperty<Language> languageProperty() {
        return language;
    }

    /** The language in use. */
    public Language language() {
        return language.get();
    }

    /** The message with this key; a missing one shows its key, so that it is found and not hidden. */
    public String get(String key, Object... arguments) {
        return Texts.of(language.get()).get(key, arguments);
    }

    /** A phrase in the language in use; nothing for no phrase. */
    public String say(@Nullable Phrase phrase) {
        return phrase == null ? "" : get(phrase.key(), phrase.arguments().toArray());
    }

    /** A counted thing: {@code key.one} for exactly one, otherwise {@code key.other}. */
    public String count(String key, long number) {
        return get(key + (number == 1 ? ".one" : ".other"), Quantities.count(number));
    }

    /** A live text. Arguments that are observable are followed too. */
    public StringBinding text(String key, Object... arguments) {
        return Bindings.createStringBinding(() -> get(key, values(arguments)), dependencies(arguments));
    }

    /** A live text for a phrase that may change. */
    public StringBinding text(ObservableValue<? extends @Nullable Phrase> phrase) {
        return Bindings.createStringBinding(() -> say(phrase.getValue()), phrase, language);
    }

    /** Whether every language has this key. */
    public boolean has(String key) {
        return Arrays.stream(Language.values()).allMatch(each -> Texts.of(each).has(key));
    }

    /** The keys of one language, sorted. */
    public Set<String> keys(Language of) {
        return Texts.of(of).keys();
    }

    /** The raw message of one language, its gaps not filled. */
    public String pattern(Language of, String key) {
        return Texts.of(of).pattern(key);
    }

    private static Object[] values(Object[] arguments) {
        Object[] values = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            Object value = arguments[i] instanceof ObservableValue<?> live ? live.getValue() : arguments[i];
            values[i] = value == null ? "" : value;
        }
        return values;
    }

    private ObservableValue<?>[] dependencies(Object[] arguments) {
        ObservableValue<?>[] found = new ObservableValue<?>[arguments.length + 1];
        int count = 0;
        found[count++] = language;
        for (Object argument : arguments) {
            if (argument instanceof ObservableValue<?> live) {
                found[count++] = live;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
