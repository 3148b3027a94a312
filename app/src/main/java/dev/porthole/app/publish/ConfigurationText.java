package dev.porthole.app.publish;

/** The text of a configuration while it is being written. */
final class ConfigurationText {

    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** A line of comment; whatever it quotes, it stays one line. */
    ConfigurationText comment(String words) {
        return line("# " + words.replaceAll("[\\p{Cntrl}\u0085\u2028\u2029]", "?"));
    }

    ConfigurationText line(String line) {
        text.repeat("\t", depth).append(line).append('\n');
        return this;
    }

    /** A line that begins a block. */
    ConfigurationText open(String line) {
        line(line + " {");
        depth++;
        return this;
    }

    ConfigurationText close() {
        depth--;
        return line("}");
    }

    ConfigurationText gap() {
        text.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
