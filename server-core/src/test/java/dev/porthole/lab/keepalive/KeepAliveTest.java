package dev.porthole.lab.keepalive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.EventList;
import dev.porthole.lab.StopAnywhere;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.keepalive.FetchSeries.Moment;
import dev.porthole.lab.script.LabSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeepAliveTest {

    private final EventList events = new EventList();

    @Test
    void thirteenFilesNeedThirteenConnectionsOrOne() throws Exception {
        try (LabSession session = new LabSession(events)) {
            new KeepAliveScript().run(session);
        }
        assertThat(connections(false)).isEqualTo(IntStream.rangeClosed(1, 13).mapToObj(i -> (double) i).toList());
        assertThat(connections(true)).hasSize(13).containsOnly(1.0);
        assertThat(events.finding("lab.keepalive.closed")).startsWith("13", "13");
        assertThat(events.finding("lab.keepalive.kept")).startsWith("13", "1");
    }

    private List<Double> connections(boolean keep) {
        return events.values(new FetchSeries(keep, Moment.CONNECTION).name());
    }

    @Test
    void momentsOfARequestFollowEachOther() {
        try (LabSession session = new LabSession(events)) {
            new KeepAliveScript().run(session);
        }
        for (boolean keep : new boolean[] {false, true}) {
            double before = 0;
            for (int request = 0; request < PageFetch.FILES; request++) {
                for (Moment moment : Moment.values()) {
                    if (moment != Moment.CONNECTION) {
                        double at = events.values(new FetchSeries(keep, moment).name()).get(request);
                        assertThat(at).as("%s of request %d", moment, request).isGreaterThanOrEqualTo(before);
                        before = at;
                    }
                }
            }
        }
    }

    /** Linux alone tells. The one that is kept is closed at last, too. */
    @Test
    void countsWhatIsLeftInTimeWait() {
        assumeTrue(Files.isReadable(Path.of("/proc/self/net/tcp")));
        try (LabSession session = new LabSession(events)) {
            new KeepAliveScript().run(session);
        }
        assertThat(events.arguments("lab.keepalive.timeWait")).containsExactly(List.of("13"), List.of("1"));
    }

    @Test
    void theOriginAnnouncesTwentyFiveOfThirtySevenBytes() throws Exception {
        try (LabSession session = new LabSession(events)) {
            new ByteRulerScript().run(session);
        }
        assertThat(events.value("origin/declared")).isEqualTo(25);
        assertThat(events.value("origin/body")).isEqualTo(37);
        assertThat(events.finding("lab.ruler.short")).containsExactly("25", "37", "12");
        assertThat(events.line("origin/next line")).isEqualTo("正确的urlHTTP/1.1 200 OK");
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(events.line("origin/bytes"));
        assertThat(new String(bytes, UTF_8)).isEqualTo("file not found, 请输入正确的urlHTTP/1.1 200 OK\r\n");
        assertThat(events.line("origin/shown")).isEqualTo("file not found, 请输入");
        assertThat(events.value("origin/connections")).as("connections for two requests").isEqualTo(2);
    }

    @Test
    void theFixedAnswerEndsWhereTheNextBegins() throws Exception {
        try (LabSession session = new LabSession(events)) {
            new ByteRulerScript().run(session);
        }
        assertThat(events.value("fixed/declared")).isEqualTo(37);
        assertThat(events.value("fixed/body")).isEqualTo(37);
        assertThat(events.line("fixed/next line")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(events.line("fixed/shown")).isEqualTo(NotFoundAnswer.TEXT);
        assertThat(events.value("fixed/connections")).as("connections for two requests").isEqualTo(1);
        assertThat(events.value("fixed/library connections")).as("connections for two requests").isEqualTo(1);
    }

    @Test
    void stopsInTheMiddleOfThePage() throws Exception {
        StopAnywhere.assertStops(new KeepAliveScript(),
                event -> event instanceof LabEvent.Step step && step.key().equals("lab.keepalive.fetch"));
    }

    @Test
    void stopsWhileTheBytesAreMeasured() throws Exception {
        StopAnywhere.assertStops(new ByteRulerScript(),
                event -> event instanceof LabEvent.Step step && step.key().equals("lab.ruler.origin"));
    }

    @Test
    void anAnswerEndsWhereItsLengthSays() {
        AnswerReader reader = new AnswerReader();
        byte[] all = "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabcdef".getBytes(ISO_8859_1);
        int whole = 0;
        for (byte each : all) {
            reader.add(new byte[] {each}, 1);
            whole += reader.whole() ? 1 : 0;
        }
        assertThat(whole).as("whole from the third byte of the body on").isEqualTo(4);
        assertThat(reader.afterHead()).asString(ISO_8859_1).isEqualTo("abcdef");
    }

    @Test
    void namesOfSeriesAreReadBack() {
        for (Moment each : Moment.values()) {
            FetchSeries series = new FetchSeries(true, each);
            assertThat(FetchSeries.named(series.name())).contains(series);
        }
        assertThat(FetchSeries.named("poll, ready: 1")).isEmpty();
    }
}
