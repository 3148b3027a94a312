package dev.porthole.app.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The text of a filter, edited term by term, as menus and buttons do it. What the user wrote besides stays. */
public final class FilterText {

    private FilterText() {}

    /** A term that finds this value, in quotes where it needs them; of a path, the whole and not a part. */
    public static String term(FilterKey key, String value) {
        String sign = key == FilterKey.PATH ? FilterOperator.EQUALS.sign() : FilterOperator.CONTAINS.sign();
        return key.word() + sign + quoted(value);
    }

    /**
     * The term that finds what came between two moments, both inclusive to the millisecond; with the date if
     * that is not today's.
     */
    public static String timeTerm(Instant from, Instant to) {
        return TimeSpan.term(from, to, LocalDate.now(ZoneId.systemDefault()));
    }

    /** The text with a term in it, and no other that asks for another value of the same, or for the opposite. */
    static String showOnly(String text, String term) {
        FilterTerm wanted = only(term);
        return with(removed(text, other ->
                other.asksSame(wanted) || !other.negated() && !wanted.key().isEmpty()
                        && other.key().equals(wanted.key())), term);
    }

    /** The text with the opposite of a term in it, and not the term itself. */
    static String hide(String text, String term) {
        FilterTerm unwanted = only(term);
        return with(removed(text, other -> other.asksSame(unwanted)), "-" + term);
    }

    /** Whether a term stands in the text, on its own and not as one of several alternatives. */
    static boolean has(String text, String term) {
        FilterTerm wanted = only(term);
        return alone(text).stream().anyMatch(wanted::isSame);
    }

    /** The text with a term, or without it. */
    static String set(String text, String term, boolean present) {
        if (present == has(text, term)) {
            return text;
        }
        return present ? with(text, term) : removed(text, only(term)::isSame);
    }

    /** A value as it can be typed: in quotes if it has blanks or signs of the grammar in it. */
    static String quoted(String value) {
        boolean plain = !value.isEmpty() && value.chars().noneMatch(c ->
                Character.isWhitespace(c) || FilterTerm.isQuote((char) c) || FilterTerm.narrow((char) c) == '|');
        return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String with(String text, String term) {
        return text.isBlank() ? term : text.strip() + " " + term;
    }

    private static String removed(String text, Predicate<FilterTerm> unwanted) {
        StringBuilder left = new StringBuilder(text);
        for (FilterTerm term : alone(text).reversed()) {
            if (unwanted.test(term)) {
                int end = term.end();
                while (end < left.length() && Character.isWhitespace(left.charAt(end))) {
                    end++;
                }
                left.delete(term.start(), end);
            }
        }
        return left.toString().strip();
    }

    /** The terms that are not one of several alternatives. */
    private static List<FilterTerm> alone(String text) {
        List<FilterTerm> terms = FilterTerm.scan(text);
        List<FilterTerm> alone = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            boolean followed = i + 1 < terms.size() && terms.get(i + 1).alternative();
            if (!terms.get(i).alternative() && !followed) {
                alone.add(terms.get(i));
            }
        }
        return alone;
    }

    private static FilterTerm only(String term) {
        return FilterTerm.scan(term).getFirst();
    }
}
