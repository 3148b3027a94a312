package dev.porthole.app.lab.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.lab.question.Question;
import dev.porthole.app.lab.question.QuestionViewModel.Vote;
import dev.porthole.app.lab.record.RecordingHeader;
import dev.porthole.app.lab.record.RecordingReader;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ClassPageTest {

    private static final String HOSTILE =
            "</div></main><script>alert(1)</script><img src=x onerror='x'>\"&\u0000\u202e\ud800<!--";

    private static final List<LabEvent> EVENTS = List.of(
            new LabEvent.Step(1, HOSTILE, List.of(HOSTILE)),
            new LabEvent.Call(2, HOSTILE, HOSTILE, HOSTILE, -1, HOSTILE, 3),
            new LabEvent.Line(4, HOSTILE, HOSTILE),
            new LabEvent.Told(5, HOSTILE, HOSTILE, HOSTILE),
            new LabEvent.Told(5, HOSTILE, "silent one", ""),
            new LabEvent.Reading(6, HOSTILE, 10, 452, HOSTILE),
            new LabEvent.Finding(7, HOSTILE, List.of(HOSTILE)));

    private final String html = new ClassPage(
            List.of(new ClassPage.Part(
                    RecordingHeader.here(HOSTILE, "programs", Evidence.KERNEL, Instant.EPOCH),
                    "lab.experiment.PROGRAMS", EVENTS, 12)),
            List.of(new Vote(new Question("lab.ask.threads", 3, 2), List.of(4, 21, 1))), Instant.EPOCH).html();

    @Test
    void nothingThatWasSaidBecomesMarkup() {
        assertThat(html).doesNotContain("<script", "<img", "<!--", "onerror='", "\u0000", "\u202e", "\ud800");
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        List<String> tags = Pattern.compile("<(/?[a-z][a-z0-9]*)").matcher(html).results()
                .map(found -> found.group(1)).toList();
        for (String tag : List.of("div", "p", "table", "tr", "td", "span", "a", "main", "h2")) {
            assertThat(tags.stream().filter(tag::equals).count()).as(tag)
                    .isEqualTo(tags.stream().filter(("/" + tag)::equals).count());
        }
    }

    @Test
    void nothingComesFromElsewhere() {
        List<String> targets = Pattern.compile("<[a-z][^>]*\\s(?:src|href)=\"([^\"]*)\"").matcher(html).results()
                .map(found -> found.group(1)).toList();
        assertThat(targets).isNotEmpty().allMatch(target -> target.startsWith("data:"));
        assertThat(html.substring(0, html.indexOf("</style>"))).doesNotContain("url(", "@import");
        assertThat(html).contains("default-src 'none'");
    }

    @Test
    void bothLanguagesAndTheVotesAreInIt() {
        assertThat(html).contains("How many threads serve us?", "有多少个线程在为我们服务？", "● KERNEL", "● 内核实测",
                "<tr class=\"right\"><td>✓ B</td>", "<td>21</td>", "452 &lt;/div", "12 more events");
    }

    @Test
    void theRecordingInItCanBePlayed() throws IOException {
        MatchResult link = Pattern.compile("base64,([A-Za-z0-9+/=]+)\"").matcher(html).results()
                .findFirst().orElseThrow();
        assertThat(RecordingReader.read(new ByteArrayInputStream(Base64.getDecoder().decode(link.group(1)))).events())
                .isEqualTo(EVENTS);
    }
}
