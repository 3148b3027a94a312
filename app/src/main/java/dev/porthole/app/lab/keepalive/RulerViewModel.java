package dev.porthole.app.lab.keepalive;

import dev.porthole.app.lab.measure.Story;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.keepalive.ByteRuler;
import dev.porthole.lab.keepalive.NotFoundAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** The bytes of both servers' answers as they were received, and what clients made of them. */
public final class RulerViewModel implements Story {

    /** One server's answer. */
    public static final class Strip {

        private byte[] bytes = {};
        private int declared;
        private int body;
        private int connections;
        private int libraryConnections;
        private String nextLine = "";
        private String shown = "";

        private Strip() {}

        /** How many bytes of body its Content-Length announces. */
        public int declared() {
            return declared;
        }

        /** How many bytes of body there are. */
        public int body() {
            return body;
        }

        /** How many connections the lab's own client needed for both requests. */
        public int connections() {
            return connections;
        }

        /** How many connections the client of the Java library opened. */
        public int libraryConnections() {
            return libraryConnections;
        }

        /** What stands where the next answer should begin. */
        public String nextLine() {
            return nextLine;
        }

        /** The text that the client of the Java library got. */
        public String shown() {
            return shown;
        }

        /** Each character with the bytes it is made of, in their order. */
        public List<Sign> signs() {
            List<Sign> signs = new ArrayList<>();
            int at = 0;
            String text = new String(bytes, StandardCharsets.UTF_8);
            for (int character : text.codePoints().toArray()) {
                String word = Character.toString(character);
                int length = word.getBytes(StandardCharsets.UTF_8).length;
                List<String> hex = new ArrayList<>();
                for (int i = at; i < Math.min(bytes.length, at + length); i++) {
                    hex.add(HexFormat.of().toHexDigits(bytes[i]));
                }
                signs.add(new Sign(visible(word), at, hex));
                at += length;
            }
            return signs;
        }

        private static String visible(String word) {
            return switch (word) {
                case " " -> "␣";
                case "\r" -> "\\r";
                case "\n" -> "\\n";
                default -> word;
            };
        }
    }

    /**
     * A character and its bytes.
     *
     * @param word the character, as it can be seen
     * @param from the number of its first byte, from 0
     * @param hex its bytes in hexadecimal
     */
    public record Sign(String word, int from, List<String> hex) {

        /** Copies the bytes. */
        public Sign {
            hex = List.copyOf(hex);
        }
    }

    private final Map<NotFoundAnswer, Strip> strips = new EnumMap<>(NotFoundAnswer.class);
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

    /** Nothing received yet. */
    public RulerViewModel() {
        clear();
    }

    @Override
    public void clear() {
        for (NotFoundAnswer each : NotFoundAnswer.values()) {
            strips.put(each, new Strip());
        }
        changes.set(changes.get() + 1);
    }

    @Override
    public void add(LabEvent event) {
        for (NotFoundAnswer answer : NotFoundAnswer.values()) {
            String prefix = ByteRuler.prefix(answer);
            if (event instanceof LabEvent.Reading reading && reading.series().startsWith(prefix)) {
                add(strip(answer), reading.series().substring(prefix.length()), (int) reading.value());
            } else if (event instanceof LabEvent.Line line && line.program().startsWith(prefix)) {
                add(strip(answer), line.program().substring(prefix.length()), line.text());
            }
        }
        changes.set(changes.get() + 1);
    }

    private static void add(Strip strip, String series, int value) {
        switch (series) {
            case ByteRuler.DECLARED -> strip.declared = value;
            case ByteRuler.BODY -> strip.body = value;
            case ByteRuler.CONNECTIONS -> strip.connections = value;
            case ByteRuler.LIBRARY_CONNECTIONS -> strip.libraryConnections = value;
            default -> {
                // Not a number of the ruler.
            }
        }
    }

    private static void add(Strip strip, String what, String text) {
        switch (what) {
            case ByteRuler.BYTES -> strip.bytes = HexFormat.ofDelimiter(" ").parseHex(text);
            case ByteRuler.NEXT_LINE -> strip.nextLine = text;
            case ByteRuler.SHOWN -> strip.shown = text;
            default -> {
                // Not a line of the ruler.
            }
        }
    }

    /** The answer of one of the servers. */
    public Strip strip(NotFoundAnswer answer) {
        return Objects.requireNonNull(strips.get(answer));
    }

    /** Counts every change. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }
}
