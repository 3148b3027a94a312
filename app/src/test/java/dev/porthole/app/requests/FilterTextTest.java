package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.EventLog;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "''; status:404; status:404", "logo; status:404; logo status:404",
        "status:200 logo; status:404; logo status:404",
        "-status:404; status:404; status:404", "-status:500; status:404; -status:500 status:404",
        "status:404; status:404; status:404", "status:200 | status:301; status:404; status:200 | status:301 status:404"
    })
    void showOnlyPutsATermInThePlaceOfOthersOfItsKind(String before, String term, String after) {
        assertThat(FilterText.showOnly(before, term)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "''; path=/a; -path=/a", "path=/a; path=/a; -path=/a", "-path=/b; path=/a; -path=/b -path=/a",
        "-path=/a  x; path=/a; x -path=/a"
    })
    void hideAddsTheOpposite(String before, String term, String after) {
        assertThat(FilterText.hide(before, term)).isEqualTo(after);
    }

    @Test
    void aTermIsThereWhateverItsCaseButNotAsAnAlternative() {
        assertThat(FilterText.has("x STATUS＞＝400", "status>=400")).isTrue();
        assertThat(FilterText.has("status>=400 | x", "status>=400")).isFalse();
        assertThat(FilterText.has("-status>=400", "status>=400")).isFalse();
        assertThat(FilterText.set("a status>=400 b", "status>=400", false)).isEqualTo("a b");
        assertThat(FilterText.set("status>=400 b", "status>=400", true)).isEqualTo("status>=400 b");
    }

    @Test
    void theTermForARowFindsIt() {
        Events events = new Events(new EventLog(10, 1_000));
        events.open(7, "10.0.0.1");
        for (String target : new String[] {"/a%20b?x=1", "/a\"b", "/a|b", "/%E7%BD%91", "/"}) {
            long number = events.answer(target, 404);
            LogRow row = new LogRow(Objects.requireNonNull(events.log.exchange(number)), "10.0.0.1");
            RowFacts facts = new RowFacts(events.log, one -> false);
            for (FilterKey key : FilterKey.values()) {
                key.termFor(row).ifPresent(term -> {
                    RequestFilter filter = RequestFilter.parse(term, StatusClass.ALL);
                    assertThat(filter.problems()).isEmpty();
                    assertThat(filter.isEverything()).isFalse();
                    assertThat(facts.judge(filter, number)).as(term).isEqualTo(Verdict.YES);
                });
            }
            assertThat(FilterKey.PATH.termFor(row)).isPresent();
        }
        assertThat(FilterKey.CONN.termFor(new LogRow(Objects.requireNonNull(events.log.exchange(1)), "")))
                .contains("conn:#7");
    }
}
