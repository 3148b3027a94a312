package dev.porthole.app.requests;

/**
 * A word to be found whatever its case. It looks for the places of the first letter, which the processor does
 * many at a time, and only there at the rest; no text is copied.
 */
final class Needle {

    private final String word;
    private final char lower;
    private final char upper;

    Needle(String word) {
        this.word = word;
        lower = word.isEmpty() ? 0 : Character.toLowerCase(word.charAt(0));
        upper = word.isEmpty() ? 0 : Character.toUpperCase(word.charAt(0));
    }

    boolean isIn(String text) {
        return isIn(text, 0, text.length());
    }

    /** Whether it is found between two places. */
    boolean isIn(String text, int from, int to) {
        return word.isEmpty() || from(lower, text, from, to) || lower != upper && from(upper, text, from, to);
    }

    boolean isStartOf(String text) {
        return isAt(text, 0);
    }

    /** Whether it stands at this place. */
    boolean isAt(String text, int place) {
        return text.regionMatches(true, place, word, 0, word.length());
    }

    boolean isWhole(String text) {
        return text.equalsIgnoreCase(word);
    }

    private boolean from(char first, String text, int from, int to) {
        int last = to - word.length();
        int at = from > last ? -1 : text.indexOf(first, from, last + 1);
        while (at >= 0) {
            if (isAt(text, at)) {
                return true;
            }
            at = text.indexOf(first, at + 1, last + 1);
        }
        return false;
    }
}
