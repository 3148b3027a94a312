package dev.porthole.app.lab.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porthole.app.text.Phrase;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private static final RecordingHeader HEADER = new RecordingHeader(
            "echo", "programs", Evidence.KERNEL, "Linux", "6.18.44", "amd64", "25.0.3+9",
            Instant.parse("2026-11-25T21:00:00.123Z"));

    /** What has broken other formats: quotes, ends of lines, characters of two halves, and one half alone. */
    private static final String[] ODD = {
        "", "\"", "\\", "\n", "\r\n", "\t", "\0", "\u001b[2J", "\u2028", "\u202e", "你好 epoll", "😀", "\ud83d",
        "</script>",
        "{\"end\":1}", "EPOLLIN|EPOLLET", "GET / HTTP/1.1\r\n\r\n", "\ufeff", "\u0085"};

    @Test
    void whatIsWrittenIsReadBackAsItWas() throws IOException {
        Random random = new Random(55);
        for (int round = 0; round < 300; round++) {
            List<LabEvent> events = IntStream.range(0, random.nextInt(40)).mapToObj(any -> event(random)).toList();
            List<String> lines = lines(events);
            assertThat(lines).allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c <= '~'));
            assertThat(read(String.join("\n", lines) + "\n"))
                    .isEqualTo(new Recording(HEADER, events, true));
        }
    }

    @Test
    void aLostEndIsToldAndAllBeforeItIsKept() throws IOException {
        List<LabEvent> events = List.of(new LabEvent.Step(1, "lab.a", List.of()), new LabEvent.Line(2, "p", "x"));
        List<String> lines = lines(events);
        assertThat(read(String.join("\n", lines.subList(0, 3)))).isEqualTo(new Recording(HEADER, events, false));
    }

    @Test
    void damageIsToldWithItsPlace() {
        List<String> lines = lines(List.of(new LabEvent.Line(1, "p", "x"), new LabEvent.Line(2, "p", "y")));
        String third = lines.get(2);
        for (String damaged : List.of(third.substring(0, third.length() / 2), "not json", "[1]", third + third,
                third.replace("\"nanos\":2", "\"nanos\":\"soon\""))) {
            assertThatThrownBy(() -> read(lines.get(0) + "\n" + lines.get(1) + "\n" + damaged + "\n"))
                    .isInstanceOfSatisfying(UnreadableRecordingException.class, e ->
                            assertThat(e.phrase()).isEqualTo(Phrase.of("lab.recording.damaged", 3)));
        }
    }

    @Test
    void whatIsNoRecordingIsNotTakenForOne() {
        String endless = "x".repeat(RecordingReader.LONGEST_LINE + 1);
        for (String file : List.of("", "\n", "<html>", "{}", "{\"log\":{}}", endless)) {
            assertThatThrownBy(() -> read(file)).isInstanceOfSatisfying(UnreadableRecordingException.class, e ->
                    assertThat(e.phrase()).isEqualTo(Phrase.of("lab.recording.none")));
        }
        assertThatThrownBy(() -> read("{\"lab\":2}")).isInstanceOfSatisfying(UnreadableRecordingException.class, e ->
                assertThat(e.phrase()).isEqualTo(Phrase.of("lab.recording.newer", "2")));
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() throws IOException {
        Recording read = read("""
                {"lab":1,"script":"echo","mood":{"good":[1,2]}}
                {"event":"picture","nanos":1,"points":[[1,2],[3,4]]}

                {"event":"line","nanos":2,"program":"p","text":"x","colour":null}
                {"end":2,"more":true}
                this is not read any more
                """);
        assertThat(read.events()).containsExactly(new LabEvent.Line(2, "p", "x"));
        assertThat(read.complete()).isTrue();
        assertThat(read.header().script()).isEqualTo("echo");
        assertThat(read.header().evidence()).isEqualTo(Evidence.RECORDED);
    }

    private static Recording read(String file) throws IOException {
        return RecordingReader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> lines(List<LabEvent> events) {
        List<String> lines = new ArrayList<>(List.of(RecordingWriter.header(HEADER)));
        events.forEach(event -> lines.add(RecordingWriter.event(event)));
        lines.add(RecordingWriter.end(events.size()));
        return lines;
    }

    private static LabEvent event(Random random) {
        long nanos = random.nextLong();
        return switch (random.nextInt(6)) {
            case 0 -> new LabEvent.Step(nanos, text(random), List.of(text(random), text(random)));
            case 1 -> new LabEvent.Call(
                    nanos, text(random), text(random), text(random), random.nextLong(), text(random),
                    random.nextLong());
            case 2 -> new LabEvent.Line(nanos, text(random), text(random));
            case 3 -> new LabEvent.Told(nanos, text(random), text(random), text(random));
            case 4 -> new LabEvent.Reading(nanos, text(random), number(random), number(random), text(random));
            default -> new LabEvent.Finding(nanos, text(random), List.of());
        };
    }

    private static double number(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt();
            case 1 -> Double.longBitsToDouble(random.nextLong());
            case 2 -> -0.0;
            case 3 -> Double.POSITIVE_INFINITY;
            default -> random.nextGaussian() * 1e9;
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(random.nextInt(3) == 0 ? (char) random.nextInt(0x10000) : ODD[random.nextInt(ODD.length)]);
        }
        return text.toString();
    }
}
