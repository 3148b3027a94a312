package dev.porthole.app.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The words of one language, with nothing of JavaFX, so that the command line can speak with them too. */
public final class Texts {

    private static final String FOLDER = "/dev/porthole/app/";
    private static final Map<Language, Texts> READ = new EnumMap<>(Language.class);

    private final Properties messages;

    private Texts(Properties messages) {
        this.messages = messages;
    }

    /** The words of a language; read once. */
    public static synchronized Texts of(Language language) {
        return READ.computeIfAbsent(language, wanted -> new Texts(load(wanted)));
    }

    /** The message with this key, its gaps filled; a missing one shows its key, so that it is found. */
    public String get(String key, Object... arguments) {
        String text = pattern(key);
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", words(arguments[i]));
        }
        return text;
    }

    private String words(Object argument) {
        return argument instanceof Phrase phrase ? say(phrase) : argument.toString();
    }

    /** A phrase in this language. */
    public String say(Phrase phrase) {
        return get(phrase.key(), phrase.arguments().toArray());
    }

    /** The message with this key, its gaps not filled. */
    public String pattern(String key) {
        return messages.getProperty(key, key);
    }

    /** Whether there is a message with this key. */
    public boolean has(String key) {
        return messages.containsKey(key);
    }

    /** All keys, sorted. */
    public Set<String> keys() {
        return new TreeSet<>(messages.stringPropertyNames());
    }

    private static Properties load(Language language) {
        String name = language == Language.ENGLISH
                ? "messages.properties" : "messages_" + language.code() + ".properties";
        Properties read = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream(FOLDER + name)) {
            Objects.requireNonNull(in, name);
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }
}
