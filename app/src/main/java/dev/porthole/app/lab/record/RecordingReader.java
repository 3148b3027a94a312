package dev.porthole.app.lab.record;

import dev.porthole.app.text.Phrase;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads recordings. Properties and kinds of events that a later version may have are passed over, missing ones are
 * empty; what is not a line of JSON is damage, and is told with its place.
 */
public final class RecordingReader {

    /** More than any lesson plays, and little enough to be kept. */
    static final int MOST_EVENTS = 200_000;

    /** More than any event tells. */
    static final int LONGEST_LINE = 1 << 20;

    private final BufferedReader in;
    private int number;

    private RecordingReader(BufferedReader in) {
        this.in = in;
    }

    /**
     * Reads a recording to its end.
     *
     * @param in its lines in UTF-8; not closed
     * @throws UnreadableRecordingException if it is none, or damaged
     * @throws IOException if it cannot be read
     */
    public static Recording read(InputStream in) throws IOException {
        return new RecordingReader(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))).read();
    }

    private Recording read() throws IOException {
        RecordingHeader header = header();
        List<LabEvent> events = new ArrayList<>();
        for (String text = line(); text != null; text = line()) {
            if (text.isBlank()) {
                continue;
            }
            try {
                JsonLine line = JsonLine.read(text);
                if (line.has("end")) {
                    return new Recording(header, events, true);
                }
                LabEvent event = event(line);
                if (event != null) {
                    events.add(event);
                }
            } catch (IllegalArgumentException damaged) {
                throw new UnreadableRecordingException(Phrase.of("lab.recording.damaged", number));
            }
            if (events.size() > MOST_EVENTS) {
                throw new UnreadableRecordingException(Phrase.of("lab.recording.long", MOST_EVENTS));
            }
        }
        return new Recording(header, events, false);
    }

    private RecordingHeader header() throws IOException {
        JsonLine line;
        try {
            String first = line();
            line = JsonLine.read(first == null ? "" : first);
        } catch (IllegalArgumentException notJson) {
            throw new UnreadableRecordingException(Phrase.of("lab.recording.none"));
        }
        if (!line.has("lab")) {
            throw new UnreadableRecordingException(Phrase.of("lab.recording.none"));
        }
        if (!line.text("lab").equals(Integer.toString(RecordingWriter.VERSION))) {
            throw new UnreadableRecordingException(Phrase.of("lab.recording.newer", line.text("lab")));
        }
        Evidence evidence = Arrays.stream(Evidence.values())
                .filter(each -> each.name().equals(line.text("evidence"))).findFirst().orElse(Evidence.RECORDED);
        return new RecordingHeader(
                line.text("script"), line.text("experiment"), evidence, line.text("os"), line.text("kernel"),
                line.text("processor"), line.text("jdk"), date(line.text("date")));
    }

    private static Instant date(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unknown) {
            return Instant.EPOCH;
        }
    }

    private static @Nullable LabEvent event(JsonLine line) {
        long nanos = line.number("nanos");
        return switch (line.text("event")) {
            case "step" -> new LabEvent.Step(nanos, line.text("key"), line.texts("arguments"));
            case "call" -> new LabEvent.Call(
                    nanos, line.text("thread"), line.text("name"), line.text("arguments"), line.number("result"),
                    line.text("error"), line.number("took"));
            case "line" -> new LabEvent.Line(nanos, line.text("program"), line.text("text"));
            case "told" -> new LabEvent.Told(nanos, line.text("row"), line.text("column"), line.text("told"));
            case "reading" -> new LabEvent.Reading(
                    nanos, line.text("series"), line.real("at"), line.real("value"), line.text("unit"));
            case "finding" -> new LabEvent.Finding(nanos, line.text("key"), line.texts("arguments"));
            default -> null;
        };
    }

    /** The next line; null at the end. Not as long as it likes: a file may be anything. */
    private @Nullable String line() throws IOException {
        number++;
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() == LONGEST_LINE) {
                throw new UnreadableRecordingException(number == 1
                        ? Phrase.of("lab.recording.none") : Phrase.of("lab.recording.damaged", number));
            }
            line.append((char) c);
            c = in.read();
        }
        return line.toString().strip();
    }
}
