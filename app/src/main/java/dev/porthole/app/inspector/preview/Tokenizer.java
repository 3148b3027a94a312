package dev.porthole.app.inspector.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes text apart into pieces by which it is coloured. It never fails and loses no character, whatever the text is:
 * all pieces together are the text. In one pass, so in a time that grows with the text and no faster.
 */
final class Tokenizer {

    private static final Set<String> SCRIPT_WORDS = Set.of(
            "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete",
            "do", "else", "export", "extends", "false", "finally", "for", "from", "function", "if", "import", "in",
            "instanceof", "let", "new", "null", "of", "return", "static", "super", "switch", "this", "throw", "true",
            "try", "typeof", "undefined", "var", "void", "while", "yield");
    private static final Set<String> JSON_WORDS = Set.of("true", "false", "null");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int plainFrom;
    private int at;

    private Tokenizer(String text) {
        this.text = text;
    }

    /** The pieces of a text. */
    static List<Token> tokens(TextLanguage language, String text) {
        Tokenizer tokenizer = new Tokenizer(text);
        switch (language) {
            case HTML, XML -> tokenizer.markup(language == TextLanguage.HTML);
            case CSS -> tokenizer.styles(text.length());
            case JAVASCRIPT -> tokenizer.script(text.length());
            case JSON -> tokenizer.json();
            case MARKDOWN -> tokenizer.markdown();
            case PLAIN -> tokenizer.at = text.length();
        }
        tokenizer.endPlain();
        return tokenizer.tokens;
    }

    private void markup(boolean html) {
        while (at < text.length()) {
            if (text.startsWith("<!--", at)) {
                piece(Token.Kind.COMMENT, after("-->", at + 4, text.length()));
            } else if (text.startsWith("<![CDATA[", at)) {
                piece(Token.Kind.STRING, after("]]>", at, text.length()));
            } else if (text.charAt(at) == '<' && at + 1 < text.length() && isTagStart(text.charAt(at + 1))) {
                tag(html);
            } else if (text.charAt(at) == '&') {
                int end = at + 1;
                while (end < text.length() && (isWord(text.charAt(end)) || text.charAt(end) == '#')) {
                    end++;
                }
                boolean entity = end < text.length() && text.charAt(end) == ';';
                if (entity) {
                    piece(Token.Kind.NUMBER, end + 1);
                } else {
                    at = end;
                }
            } else {
                at++;
            }
        }
    }

    private void tag(boolean html) {
        int nameFrom = at + 1;
        int nameEnd = nameFrom + 1;
        while (nameEnd < text.length() && isName(text.charAt(nameEnd))) {
            nameEnd++;
        }
        String name = text.substring(nameFrom, nameEnd).toLowerCase(Locale.ROOT);
        piece(Token.Kind.KEYWORD, nameEnd);
        while (at < text.length() && text.charAt(at) != '>') {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                piece(Token.Kind.STRING, after(String.valueOf(c), at + 1, text.length()));
            } else if (isName(c)) {
                int end = at;
                while (end < text.length() && isName(text.charAt(end))) {
                    end++;
                }
                piece(Token.Kind.NAME, end);
            } else {
                at++;
            }
        }
        if (at < text.length()) {
            piece(Token.Kind.KEYWORD, at + 1);
        }
        if (html && (name.equals("script") || name.equals("style"))) {
            int end = closingTag(name);
            if (name.equals("style")) {
                styles(end);
            } else {
                script(end);
            }
        }
    }

    private int closingTag(String name) {
        String wanted = "</" + name;
        for (int i = at; i >= 0 && i < text.length(); i = text.indexOf('<', i + 1)) {
            if (text.regionMatches(true, i, wanted, 0, wanted.length())) {
                return i;
            }
        }
        return text.length();
    }

    private void styles(int end) {
        boolean value = false;
        while (at < end) {
            char c = text.charAt(at);
            if (text.startsWith("/*", at)) {
                piece(Token.Kind.COMMENT, after("*/", at + 2, end));
            } else if (c == '"' || c == '\'') {
                piece(Token.Kind.STRING, quoted(c, end));
            } else if (c == '@') {
                piece(Token.Kind.KEYWORD, wordEnd(at + 1, end));
            } else if (value && c == '#') {
                piece(Token.Kind.NUMBER, wordEnd(at + 1, end));
            } else if (isDigit(c)) {
                piece(Token.Kind.NUMBER, numberEnd(end));
            } else if (isWord(c) || c == '-') {
                int wordEnd = wordEnd(at, end);
                int next = wordEnd;
                while (next < end && text.charAt(next) == ' ') {
                    next++;
                }
                boolean property = !value && next < end && text.charAt(next) == ':' && isProperty(next, end);
                if (property) {
                    piece(Token.Kind.NAME, wordEnd);
                } else {
                    at = Math.max(wordEnd, at + 1);
                }
            } else {
                value = c == ':' ? isProperty(at, end) : value && c != ';' && c != '{' && c != '}';
                at++;
            }
        }
    }

    /** Whether a colon ends a property: in a selector, an opening brace comes before a semicolon or closing one. */
    private boolean isProperty(int colon, int end) {
        int farthest = Math.min(end, colon + 400);
        for (int i = colon + 1; i < farthest; i++) {
            char c = text.charAt(i);
            if (c == ';' || c == '}') {
                return true;
            }
            if (c == '{') {
                return false;
            }
        }
        return true;
    }

    private void script(int end) {
        while (at < end) {
            char c = text.charAt(at);
            if (text.startsWith("//", at)) {
                int lineEnd = text.indexOf('\n', at);
                piece(Token.Kind.COMMENT, lineEnd < 0 ? end : Math.min(end, lineEnd));
            } else if (text.startsWith("/*", at)) {
                piece(Token.Kind.COMMENT, after("*/", at + 2, end));
            } else if (c == '"' || c == '\'' || c == '`') {
                piece(Token.Kind.STRING, quoted(c, end));
            } else if (isDigit(c)) {
                piece(Token.Kind.NUMBER, numberEnd(end));
            } else if (isWord(c)) {
                word(SCRIPT_WORDS, end);
            } else {
                at++;
            }
        }
    }

    private void json() {
        int end = text.length();
        while (at < end) {
            char c = text.charAt(at);
            if (c == '"') {
                int stringEnd = quoted(c, end);
                int next = stringEnd;
                while (next < end && Character.isWhitespace(text.charAt(next))) {
                    next++;
                }
                boolean member = next < end && text.charAt(next) == ':';
                piece(member ? Token.Kind.NAME : Token.Kind.STRING, stringEnd);
            } else if (isDigit(c) || c == '-') {
                piece(Token.Kind.NUMBER, numberEnd(end));
            } else if (isWord(c)) {
                word(JSON_WORDS, end);
            } else {
                at++;
            }
        }
    }

    private void markdown() {
        boolean code = false;
        while (at < text.length()) {
            int lineEnd = text.indexOf('\n', at);
            int end = lineEnd < 0 ? text.length() : lineEnd + 1;
            String line = text.substring(at, end).strip();
            if (line.startsWith("```") || line.startsWith("~~~")) {
                code = !code;
                piece(Token.Kind.STRING, end);
            } else if (code) {
                piece(Token.Kind.STRING, end);
            } else if (line.startsWith("#")) {
                piece(Token.Kind.KEYWORD, end);
            } else if (line.startsWith(">")) {
                piece(Token.Kind.COMMENT, end);
            } else {
                markdownLine(end);
            }
        }
    }

    private void markdownLine(int end) {
        while (at < end) {
            char c = text.charAt(at);
            int close = c == '`' ? text.indexOf('`', at + 1) : c == '[' ? text.indexOf("](", at) : -1;
            if (c == '[' && close > 0) {
                close = text.indexOf(')', close);
            }
            if (close > at && close < end) {
                piece(c == '`' ? Token.Kind.STRING : Token.Kind.NAME, close + 1);
            } else if (text.startsWith("**", at) && text.indexOf("**", at + 2) > 0
                    && text.indexOf("**", at + 2) < end) {
                piece(Token.Kind.KEYWORD, text.indexOf("**", at + 2) + 2);
            } else {
                at++;
            }
        }
    }

    private void word(Set<String> words, int end) {
        int wordEnd = at;
        while (wordEnd < end && isWord(text.charAt(wordEnd))) {
            wordEnd++;
        }
        if (words.contains(text.substring(at, wordEnd))) {
            piece(Token.Kind.KEYWORD, wordEnd);
        } else {
            at = wordEnd;
        }
    }

    /** Ends what was plain before, and takes what follows up to an end as one piece. */
    private void piece(Token.Kind kind, int end) {
        endPlain();
        tokens.add(new Token(kind, text.substring(at, end)));
        at = end;
        plainFrom = end;
    }

    private void endPlain() {
        if (at > plainFrom) {
            tokens.add(new Token(Token.Kind.PLAIN, text.substring(plainFrom, at)));
            plainFrom = at;
        }
    }

    private int after(String end, int from, int limit) {
        int found = text.indexOf(end, from);
        return found < 0 ? limit : Math.min(limit, found + end.length());
    }

    /** The end of a string; one that is never closed ends with its line. */
    private int quoted(char mark, int limit) {
        for (int i = at + 1; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == mark) {
                return i + 1;
            } else if (c == '\n' && mark != '`') {
                return i;
            }
        }
        return limit;
    }

    private int numberEnd(int limit) {
        int i = at + 1;
        while (i < limit && (isWord(text.charAt(i)) || text.charAt(i) == '.' || text.charAt(i) == '%')) {
            i++;
        }
        return i;
    }

    private int wordEnd(int from, int limit) {
        int i = from;
        while (i < limit && (isWord(text.charAt(i)) || text.charAt(i) == '-')) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static boolean isName(char c) {
        return isWord(c) || c == '-' || c == ':' || c == '.' || c == '@';
    }

    private static boolean isTagStart(char c) {
        return Character.isLetter(c) || c == '/' || c == '!' || c == '?';
    }
}
