package dev.porthole.app.lab.code;

import dev.porthole.app.view.ViewLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A short program. Its file says behind each line which system calls the line makes; the mark is not shown.
 *
 * @param lines its lines, the first first
 */
public record Listing(List<Line> lines) {

    /** Two blanks, the beginning of a comment, and the names of the calls. */
    private static final Pattern MARK = Pattern.compile("^(.*?)\\s*(?:#|//)@ ([a-z0-9_ ]+)$");

    /** The programming languages. */
    public enum Language {
        /** Python, the language of the tutorial. */
        PYTHON("Python", "py"),
        /** C, the language of the system calls. */
        C("C", "c"),
        /** Java, the language of this program. */
        JAVA("Java", "java");

        private final String label;
        private final String ending;

        Language(String label, String ending) {
            this.label = label;
            this.ending = ending;
        }

        /** Its name. */
        public String label() {
            return label;
        }
    }

    /**
     * One line.
     *
     * @param text what is written in it
     * @param calls the system calls it makes, as strace(1) names them
     */
    public record Line(String text, List<String> calls) {

        /** Copies the calls. */
        public Line {
            calls = List.copyOf(calls);
        }
    }

    /** Copies the lines. */
    public Listing {
        lines = List.copyOf(lines);
    }

    /** Reads the program of this name, {@code echo} or {@code web}, in a language. */
    public static Listing read(String name, Language language) {
        try (InputStream in = ViewLoader.resource("code/" + name + "." + language.ending).openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Listing(text.lines().map(Listing::line).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String text) {
        Matcher mark = MARK.matcher(text);
        return mark.matches() ? new Line(mark.group(1), List.of(mark.group(2).split(" "))) : new Line(text, List.of());
    }
}
