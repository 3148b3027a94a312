package dev.porthole.app.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A term as it was typed: {@code -path:"/a b"}, or a word without a key.
 *
 * @param start where it begins in the text
 * @param keyStart where its key, or else its word, begins
 * @param valueStart where its value begins
 * @param end where it ends
 * @param alternative whether it is an alternative to the term before it
 * @param negated whether it begins with a minus
 * @param key the word before the sign, or empty
 * @param operator the sign
 * @param value what follows, without quotes
 */
record FilterTerm(
        int start,
        int keyStart,
        int valueStart,
        int end,
        boolean alternative,
        boolean negated,
        String key,
        FilterOperator operator,
        String value) {

    /** Full-width signs, which are what Chinese input methods type, stand in this block at the same distance. */
    private static final int FULL_WIDTH = '\uff01' - '!';

    /** Reads the terms of a text. Nothing is ever wrong here: what has no key is a word. */
    static List<FilterTerm> scan(String text) {
        List<FilterTerm> terms = new ArrayList<>();
        boolean alternative = false;
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (narrow(text.charAt(at)) == '|') {
                alternative = true;
                at++;
            } else {
                FilterTerm term = new Reader(text, at).term(alternative && !terms.isEmpty());
                boolean or = term.key.isEmpty() && text.substring(term.start, term.end).equals("OR");
                if (!or) {
                    terms.add(term);
                }
                alternative = or;
                at = term.end;
            }
        }
        return terms;
    }

    Optional<FilterKey> knownKey() {
        return FilterKey.of(key);
    }

    /** Whether both ask the same. */
    boolean isSame(FilterTerm other) {
        return negated == other.negated && asksSame(other);
    }

    /** Whether both ask the same, or one the opposite of the other. */
    boolean asksSame(FilterTerm other) {
        return key.equals(other.key) && operator == other.operator && value.equalsIgnoreCase(other.value);
    }

    /** A character of usual width in the place of a full-width one. */
    static char narrow(char c) {
        return c >= '\uff01' && c <= '\uff5e' ? (char) (c - FULL_WIDTH) : c;
    }

    /** A text in which every full-width character is one of usual width. */
    static String narrow(String text) {
        StringBuilder narrow = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            narrow.setCharAt(i, narrow(text.charAt(i)));
        }
        return narrow.toString();
    }

    /** Reads one term from left to right. */
    private static final class Reader {

        private final String text;
        private final int start;
        private int at;

        Reader(String text, int start) {
            this.text = text;
            this.start = start;
            this.at = start;
        }

        FilterTerm term(boolean alternative) {
            boolean negated = peek(0) == '-' && start + 1 < text.length()
                    && !Character.isWhitespace(text.charAt(start + 1));
            at += negated ? 1 : 0;
            int keyStart = at;
            String key = key();
            FilterOperator operator = key.isEmpty() ? FilterOperator.CONTAINS : operator();
            int valueStart = at;
            String value = value();
            return new FilterTerm(
                    start, keyStart, valueStart, at, alternative, negated, key, operator, value);
        }

        /** The letters before a sign; without a sign they are a word, and belong to the value. */
        private String key() {
            int end = at;
            while (end < text.length() && isLetter(text.charAt(end))) {
                end++;
            }
            String key = text.substring(at, end).toLowerCase(Locale.ROOT);
            boolean known = FilterKey.of(key).isPresent();
            char sign = end < text.length() ? narrow(text.charAt(end)) : ' ';
            boolean address = text.startsWith("//", end + 1);
            boolean opens = known
                    ? ":=<>≤≥".indexOf(sign) >= 0
                    : ":<>≤≥".indexOf(sign) >= 0 && !key.isEmpty() && !address;
            if (!opens) {
                return "";
            }
            at = end;
            return key;
        }

        private FilterOperator operator() {
            // size:>1MB is what some are used to from elsewhere.
            at += peek(0) == ':' && (peek(1) == '>' || peek(1) == '<') ? 1 : 0;
            char sign = peek(0);
            boolean orEqual = (sign == '>' || sign == '<') && peek(1) == '=';
            at += orEqual ? 2 : 1;
            return switch (sign) {
                case '=' -> FilterOperator.EQUALS;
                case '>' -> orEqual ? FilterOperator.AT_LEAST : FilterOperator.GREATER;
                case '<' -> orEqual ? FilterOperator.AT_MOST : FilterOperator.LESS;
                case '≥' -> FilterOperator.AT_LEAST;
                case '≤' -> FilterOperator.AT_MOST;
                default -> FilterOperator.CONTAINS;
            };
        }

        private String value() {
            StringBuilder value = new StringBuilder();
            boolean quoted = false;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (isQuote(c)) {
                    quoted = !quoted;
                } else if (quoted && c == '\\' && at + 1 < text.length()) {
                    at++;
                    value.append(text.charAt(at));
                } else if (!quoted && (Character.isWhitespace(c) || narrow(c) == '|')) {
                    break;
                } else {
                    value.append(c);
                }
                at++;
            }
            return value.toString();
        }

        private char peek(int ahead) {
            return at + ahead < text.length() ? narrow(text.charAt(at + ahead)) : ' ';
        }

        private static boolean isLetter(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }
    }

    static boolean isQuote(char c) {
        return narrow(c) == '"' || c == '“' || c == '”';
    }
}
