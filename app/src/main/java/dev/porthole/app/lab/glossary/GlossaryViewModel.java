package dev.porthole.app.lab.glossary;

import dev.porthole.app.text.Language;
import dev.porthole.app.text.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Finds the words of the glossary: in a text, or by what somebody looks for. */
public final class GlossaryViewModel {

    private final ReadOnlyObjectWrapper<@Nullable Term> wanted = new ReadOnlyObjectWrapper<>();

    /** A glossary from which nothing was asked yet. */
    public GlossaryViewModel() {}

    /**
     * A piece of a text.
     *
     * @param text the piece
     * @param term which word it is; null for plain text
     */
    public record Piece(String text, @Nullable Term term) {}

    /** Asks for the explanation of a word: the panel is opened at it. */
    public void show(@Nullable Term term) {
        wanted.set(null);
        wanted.set(term);
    }

    /** The word whose explanation was asked for last. */
    public ReadOnlyObjectProperty<@Nullable Term> wantedProperty() {
        return wanted.getReadOnlyProperty();
    }

    /** The words that have something to do with what is looked for, in either language. */
    public static List<Term> find(String sought) {
        String words = sought.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(Term.values()).filter(term -> Arrays.stream(Language.values()).anyMatch(language -> {
            Texts texts = Texts.of(language);
            return (texts.get(term.word()) + " " + texts.get(term.meaning())).toLowerCase(Locale.ROOT).contains(words);
        })).toList();
    }

    /** Cuts a text into pieces so that each word of the glossary is one, the first time it occurs. */
    public static List<Piece> mark(String text, Language language) {
        List<Term> longestFirst = new ArrayList<>(List.of(Term.values()));
        Texts texts = Texts.of(language);
        longestFirst.sort(Comparator.comparingInt((Term term) -> -texts.get(term.word()).length()));
        List<Piece> pieces = new ArrayList<>(List.of(new Piece(text, null)));
        for (Term term : longestFirst) {
            cut(pieces, term, texts.get(term.word()));
        }
        return pieces;
    }

    private static void cut(List<Piece> pieces, Term term, String word) {
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            int at = piece.term() == null ? indexOfWord(piece.text(), word) : -1;
            if (at >= 0) {
                String text = piece.text();
                pieces.remove(i);
                List<Piece> instead = new ArrayList<>();
                if (at > 0) {
                    instead.add(new Piece(text.substring(0, at), null));
                }
                instead.add(new Piece(text.substring(at, at + word.length()), term));
                if (at + word.length() < text.length()) {
                    instead.add(new Piece(text.substring(at + word.length()), null));
                }
                pieces.addAll(i, instead);
                return;
            }
        }
    }

    /** A word of letters must not be a part of a longer one; Chinese has no such borders. */
    private static int indexOfWord(String text, String word) {
        for (int at = 0; at + word.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, word, 0, word.length())
                    && !(joins(word.charAt(0)) && at > 0 && joins(text.charAt(at - 1)))
                    && !(joins(word.charAt(word.length() - 1)) && at + word.length() < text.length()
                            && joins(text.charAt(at + word.length())))) {
                return at;
            }
        }
        return -1;
    }

    private static boolean joins(char c) {
        return c < 0x250 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }
}
