package dev.porthole.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.requests.RequestFilter;
import dev.porthole.app.requests.StatusClass;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageViewTest {

    private final EventLog log = new EventLog();
    private final PageView view = new PageView(log);
    private long number;

    @BeforeEach
    void openConnection() {
        log.accept(new ConnectionOpened(
                1, Instant.EPOCH, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 40_000)));
    }

    @Test
    void nothingNewIsNothingToShow() {
        assertThat(look().items()).isEmpty();
        assertThat(view.look()).isNull();
        answer(receive("/", "document", ""), 200);
        assertThat(shown(look())).containsExactly("/: 1");
        assertThat(view.look()).isNull();
    }

    @Test
    void anAnswerThatComesLaterIsCountedWhenItComes() {
        long page = receive("/", "document", "");
        assertThat(look().items().getFirst().card().unfinished()).isEqualTo(1);
        answer(page, 404);
        PageCard card = look().items().getFirst().card();
        assertThat(card.status()).isEqualTo(404);
        assertThat(card.errors()).isEqualTo(1);
        assertThat(card.bytes()).isEqualTo(100);
    }

    @Test
    void anOpenCardListsItsRequestsAndTheNewestCardIsFirst() {
        answer(receive("/a", "document", ""), 200);
        answer(receive("/a.css", "style", "/a"), 200);
        answer(receive("/b", "document", ""), 200);
        view.setExpanded(look().items().getLast().card().id(), true);
        assertThat(shown(look())).containsExactly("/b: 1", "/a: 2", "- /a", "- /a.css");
        view.setExpanded(1, false);
        assertThat(shown(look())).containsExactly("/b: 1", "/a: 2");
    }

    @Test
    void aFilterHidesCardsInWhichItFindsNothingAndMarksWhatItFinds() {
        answer(receive("/a", "document", ""), 200);
        answer(receive("/a.css", "style", "/a"), 404);
        answer(receive("/b", "document", ""), 200);
        look();
        view.setFilter(RequestFilter.parse("", StatusClass.CLIENT_ERROR));
        view.setExpanded(1, true);
        PageView.Snapshot found = look();
        assertThat(shown(found)).containsExactly("/a: 2", "- /a", "- /a.css");
        assertThat(found.cards()).isEqualTo(2);
        assertThat(found.items().getFirst().card().matches()).isEqualTo(1);
        assertThat(((PageItem.Row) found.items().get(1)).matches()).isFalse();
        assertThat(((PageItem.Row) found.items().get(2)).matches()).isTrue();
        long late = receive("/c", "document", "");
        assertThat(look().items()).hasSize(3);
        answer(late, 404);
        assertThat(look().items().getFirst().card().target()).isEqualTo("/c");
        view.setFilter(RequestFilter.EVERYTHING);
        assertThat(look().items().stream().filter(PageItem.Card.class::isInstance)).hasSize(3);
    }

    @Test
    void aPausedViewTakesNothingInAndCountsWhatWaits() {
        answer(receive("/a", "document", ""), 200);
        look();
        view.setPaused(true);
        answer(receive("/b", "document", ""), 200);
        assertThat(shown(look())).containsExactly("/a: 1");
        assertThat(look(true).waiting()).isEqualTo(1);
        view.setPaused(false);
        assertThat(shown(look())).containsExactly("/b: 1", "/a: 1");
    }

    @Test
    void whatCameBeforeThePauseIsShownAlsoWhenFirstLookedAtAfterwards() {
        answer(receive("/a", "document", ""), 200);
        view.setPaused(true);
        answer(receive("/b", "document", ""), 200);
        assertThat(shown(look())).containsExactly("/a: 1");
        assertThat(look(true).waiting()).isEqualTo(1);
    }

    @Test
    void clearForgetsWhatCameUntilThen() {
        answer(receive("/a", "document", ""), 200);
        look();
        answer(receive("/b", "document", ""), 200);
        view.clear();
        assertThat(look().items()).isEmpty();
        answer(receive("/c.css", "style", "/a"), 200);
        assertThat(look().items().getFirst().card().page()).isFalse();
    }

    @Test
    void whatComesTooFastIsLeftOutAndTold() {
        for (int i = 0; i < 130_000; i++) {
            answer(receive("/", "document", ""), 200);
        }
        PageView.Snapshot first = look();
        assertThat(first.items()).hasSize(PageGrouping.MOST_LOADS);
        assertThat(first.grouped()).isEqualTo(PageView.MOST_AT_ONCE);
        assertThat(first.leftOut() + first.grouped()).isEqualTo(130_000);
    }

    private PageView.Snapshot look() {
        return look(false);
    }

    private PageView.Snapshot look(boolean again) {
        if (again) {
            view.showAgain();
        }
        return Objects.requireNonNull(view.look());
    }

    private static List<String> shown(PageView.Snapshot snapshot) {
        return snapshot.items().stream().map(item -> switch (item) {
            case PageItem.Card one -> one.card().target() + ": " + one.card().requests();
            case PageItem.Row one -> "- " + one.part().target();
        }).toList();
    }

    private long receive(String target, String destination, String referer) {
        number++;
        log.accept(new RequestReceived(
                number, 1, 1, Instant.EPOCH, "GET", target, "HTTP/1.1",
                "GET " + target + " HTTP/1.1\r\nHost: x\r\nSec-Fetch-Dest: " + destination
                        + "\r\nReferer: http://x" + referer + "\r\n\r\n"));
        return number;
    }

    private void answer(long request, int status) {
        log.accept(new ResponseFinished(
                request, 1, Instant.EPOCH, status, Why.of(Rule.FILE), null, "text/html", 10, 100,
                "HTTP/1.1 " + status + " \r\n\r\n", new Timing(1, 2, 3), ResponseFinished.Outcome.COMPLETE));
    }
}
