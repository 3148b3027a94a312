package dev.porthole.app.inspector.preview;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in lines of coloured pieces.
 *
 * @param lines each with the number of its line, or 0 when it goes on with the one before
 */
record TextLines(List<Line> lines) {

    /** Longer lines go on below, so that a file without line ends can be looked at, too. */
    static final int LONGEST = 400;

    private static final int TAB = 4;

    /** One line. */
    record Line(int number, List<Token> tokens) {}

    /** Takes a text apart. */
    static TextLines of(TextLanguage language, String text) {
        List<Line> lines = new ArrayList<>();
        List<Token> line = new ArrayList<>();
        int number = 1;
        int length = 0;
        boolean continued = false;
        for (Token token : Tokenizer.tokens(language, text)) {
            int from = 0;
            for (int i = 0; i <= token.text().length(); i++) {
                boolean end = i == token.text().length();
                boolean lineEnd = !end && token.text().charAt(i) == '\n';
                boolean full = !end && length + i - from >= LONGEST;
                if (end || lineEnd || full) {
                    if (i > from) {
                        String piece = visible(token.text().substring(from, i));
                        if (!piece.isEmpty()) {
                            line.add(new Token(token.kind(), piece));
                            length += piece.length();
                        }
                    }
                    from = lineEnd ? i + 1 : i;
                }
                if (lineEnd || full) {
                    lines.add(new Line(continued ? 0 : number, List.copyOf(line)));
                    line.clear();
                    length = 0;
                    continued = full;
                    number += lineEnd ? 1 : 0;
                }
            }
        }
        if (!line.isEmpty()) {
            lines.add(new Line(continued ? 0 : number, List.copyOf(line)));
        }
        return new TextLines(lines);
    }

    private static String visible(String text) {
        return text.replace("\r", "").replace("\t", " ".repeat(TAB));
    }
}
