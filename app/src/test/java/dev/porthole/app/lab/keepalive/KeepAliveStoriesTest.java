package dev.porthole.app.lab.keepalive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.keepalive.FetchSeries;
import dev.porthole.lab.keepalive.FetchSeries.Moment;
import dev.porthole.lab.keepalive.NotFoundAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeepAliveStoriesTest {

    private final FetchViewModel fetch = new FetchViewModel();
    private final RulerViewModel ruler = new RulerViewModel();

    @Test
    void aRequestIsShownWhenItsEndIsKnown() {
        double value = 2;
        for (Moment each : Moment.values()) {
            assertThat(fetch.requests(false)).isEmpty();
            fetch.add(reading(new FetchSeries(false, each).name(), 3, value));
            value += 10;
        }
        FetchViewModel.Request request = fetch.requests(false).getFirst();
        assertThat(request.number()).isEqualTo(3);
        assertThat(request.connection()).isEqualTo(2);
        assertThat(request.at(Moment.CLOSED)).isEqualTo(62);
        assertThat(fetch.end()).isEqualTo(62);
        assertThat(fetch.requests(true)).isEmpty();
        fetch.clear();
        assertThat(fetch.requests(false)).isEmpty();
        assertThat(fetch.end()).isZero();
    }

    @Test
    void charactersStandUnderTheirBytes() {
        ruler.add(new LabEvent.Line(0, "origin/bytes", "2c 20 e8 af b7 0d 0a"));
        ruler.add(reading("origin/declared", 1, 25));
        ruler.add(reading("fixed/declared", 1, 37));
        List<RulerViewModel.Sign> signs = ruler.strip(NotFoundAnswer.ORIGIN).signs();
        assertThat(signs).containsExactly(
                new RulerViewModel.Sign(",", 0, List.of("2c")),
                new RulerViewModel.Sign("␣", 1, List.of("20")),
                new RulerViewModel.Sign("请", 2, List.of("e8", "af", "b7")),
                new RulerViewModel.Sign("\\r", 5, List.of("0d")),
                new RulerViewModel.Sign("\\n", 6, List.of("0a")));
        assertThat(ruler.strip(NotFoundAnswer.ORIGIN).declared()).isEqualTo(25);
        assertThat(ruler.strip(NotFoundAnswer.FIXED).declared()).isEqualTo(37);
        assertThat(ruler.strip(NotFoundAnswer.FIXED).signs()).isEmpty();
    }

    private static LabEvent reading(String series, double at, double value) {
        return new LabEvent.Reading(0, series, at, value, "");
    }
}
