package dev.porthole.app.log;

/** Values of a table as comma-separated text, RFC 4180. */
public final class Csv {

    private Csv() {}

    /** A text as a value that no spreadsheet takes for a formula. */
    public static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** A value, in quotation marks if it needs them. */
    public static String quoted(String value) {
        boolean needed = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needed ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
