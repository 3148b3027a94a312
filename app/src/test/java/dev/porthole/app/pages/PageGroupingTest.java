package dev.porthole.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.pages.PagePart.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageGroupingTest {

    private final Traffic browser = new Traffic();

    @Test
    void aPageHasWhatItAskedForAndWhatThatAskedFor() {
        browser.navigate("/");
        browser.fetch("style", "/css/site.css", "/");
        browser.fetch("script", "/app.js", "/");
        browser.fetch("font", "/fonts/i.woff2", "/css/site.css");
        browser.fetch("style", "/css/more.css", "/css/site.css");
        browser.fetch("image", "/img/more.png", "/css/more.css");
        browser.fetch("empty", "/data.json", "/");
        assertThat(browser.cards()).containsExactly(
                "/ /css/site.css /app.js /fonts/i.woff2 /css/more.css /img/more.png /data.json");
    }

    @Test
    void aFrameAndItsPartsBelongToThePageAroundIt() {
        browser.navigate("/");
        browser.navigate("/second/");
        browser.fetch("iframe", "/frame/", "/");
        browser.fetch("style", "/frame/f.css", "/frame/");
        assertThat(browser.cards()).containsExactly("/ /frame/ /frame/f.css", "/second/");
    }

    @Test
    void twoTabsAtOnceAreToldApartByReferer() {
        browser.navigate("/a/");
        browser.navigate("/b/?x=1");
        browser.fetch("image", "/1.png", "/a/");
        browser.fetch("image", "/2.png", "/b/?x=1");
        browser.fetch("image", "/3.png", "/a/");
        assertThat(browser.cards()).containsExactly("/a/ /1.png /3.png", "/b/?x=1 /2.png");
    }

    @Test
    void aReloadIsANewPageLoad() {
        browser.navigate("/");
        browser.fetch("style", "/a.css", "/");
        browser.navigate("/", 304);
        browser.fetch("style", "/a.css", "/", 304);
        assertThat(browser.cards()).containsExactly("/ /a.css", "/ /a.css");
        PageCard reload = new ArrayList<>(browser.grouping.loads()).getLast().card(false);
        assertThat(reload.status()).isEqualTo(304);
        assertThat(reload.notModified()).isEqualTo(2);
    }

    @Test
    void aRedirectToTheFolderIsPartOfTheSamePageLoad() {
        browser.navigate("/docs?q", 301);
        browser.navigate("/docs/?q");
        browser.fetch("style", "/docs/a.css", "/docs/?q");
        assertThat(browser.cards()).containsExactly("/docs?q /docs/?q /docs/a.css");
        PageCard card = browser.grouping.loads().iterator().next().card(false);
        assertThat(card.target()).isEqualTo("/docs/?q");
        assertThat(card.status()).isEqualTo(200);
    }

    @Test
    void clientsDoNotShareAPage() {
        Traffic phone = browser.from("192.168.0.7", Traffic.CHROMIUM);
        Traffic firefox = browser.from("127.0.0.1", "Firefox");
        browser.navigate("/");
        phone.navigate("/");
        firefox.navigate("/");
        browser.fetch("image", "/1.png", "/");
        phone.fetch("image", "/2.png", "/");
        firefox.fetch("image", "/3.png", "/");
        assertThat(browser.cards()).containsExactly("/ /1.png", "/ /2.png", "/ /3.png");
    }

    @Test
    void aPlayerWithAnotherNameBelongsToThePageThatItNames() {
        browser.navigate("/");
        browser.from("127.0.0.1", "AppleCoreMedia").plainFetch("/film.mp4", "/");
        assertThat(browser.cards()).containsExactly("/ /film.mp4");
    }

    @Test
    void aPartWithoutRefererBelongsToThePageThatWasLoadingLast() {
        browser.navigate("/");
        browser.fetch("image", "/near.png", "");
        browser.pass(PageLoad.SILENCE.plusMillis(1));
        browser.fetch("image", "/far.png", "");
        assertThat(browser.cards()).containsExactly("/ /near.png", "other /far.png");
    }

    @Test
    void toolsGetAPageForHtmlAndAreCollectedForAnythingElse() {
        Traffic curl = browser.from("127.0.0.1", "curl/8");
        curl.tool("GET", "/", 200);
        curl.tool("GET", "/a.png", 200);
        curl.tool("GET", "/missing.png", 404);
        curl.tool("GET", "/missing", 404);
        curl.tool("HEAD", "/", 200);
        curl.tool("GET", "/favicon.ico", 404);
        browser.pass(Duration.ofMinutes(1));
        curl.tool("GET", "/b.png", 200);
        assertThat(browser.cards()).containsExactly(
                "/", "other /a.png /missing.png / /favicon.ico", "/missing", "other /b.png");
    }

    @Test
    void withoutFetchMetadataAFrameIsAPartAndALinkThatIsFollowedIsAPage() {
        browser.plainNavigate("/", "");
        browser.plainFetch("/a.css", "/");
        browser.plainNavigate("/frame.html", "/");
        browser.plainFetch("/f.png", "/frame.html");
        browser.pass(Duration.ofSeconds(2));
        browser.plainNavigate("/next.html", "/");
        browser.plainFetch("/n.png", "/next.html");
        browser.plainFetch("/lost.png", "/nowhere.html");
        assertThat(browser.cards()).containsExactly(
                "/ /a.css /frame.html /f.png", "/next.html /n.png", "other /lost.png");
    }

    @Test
    void withoutHeadsTheAnswerHasToTell() {
        Traffic forgotten = browser.from("127.0.0.1", "");
        forgotten.send("GET", "/", "", 200, "text/html");
        forgotten.send("GET", "/a.css", "", 200, "text/css");
        browser.pass(Duration.ofSeconds(6));
        forgotten.send("GET", "/b.css", "", 200, "text/css");
        assertThat(browser.cards()).containsExactly("/ /a.css", "other /b.css");
    }

    @Test
    void aPageIsLoadedWhenNothingHasComeForAWhile() {
        PageLoad load = browser.navigate("/");
        browser.fetch("image", "/1.png", "/");
        browser.pass(Duration.ofSeconds(20));
        browser.fetch("empty", "/poll", "/");
        assertThat(load.card(false).requests()).isEqualTo(3);
        assertThat(load.card(false).took()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void theFirstErrorIsTheOneThatWasAskedForFirst() {
        PageLoad load = browser.navigate("/");
        PagePart early = new PagePart(10, "127.0.0.1", Instant.EPOCH, "GET", "/early.png", null);
        PageGrouping.Place place = new PageGrouping.Place(load, load.add(early));
        browser.fetch("image", "/late.png", "/", 404);
        browser.grouping.finish(place, new PagePart(
                1, "127.0.0.1", Instant.EPOCH, "GET", "/early.png", new Answer(500, "", 1, 1, Instant.EPOCH)));
        PageCard card = load.card(false);
        assertThat(card.errors()).isEqualTo(2);
        assertThat(card.firstError()).extracting(PagePart::target).isEqualTo("/early.png");
        assertThat(card.unfinished()).isZero();
    }

    @Test
    void aCardListsNoMoreThanItKeepsAndCountsEverything() {
        PageLoad load = browser.navigate("/");
        for (int i = 0; i < PageLoad.MOST_PARTS + 10; i++) {
            browser.fetch("image", "/" + i + ".png", "/");
        }
        PageCard card = load.card(false);
        assertThat(card.parts()).hasSize(PageLoad.MOST_PARTS);
        assertThat(card.requests()).isEqualTo(PageLoad.MOST_PARTS + 11);
        assertThat(card.bars()).hasSize(PageBar.MOST);
    }

    @Test
    void everyRequestBelongsToExactlyOneCardAndNothingIsLost() {
        for (long seed = 0; seed < 20; seed++) {
            randomTraffic(new Random(seed));
        }
    }

    private static void randomTraffic(Random random) {
        List<String> destinations = List.of("", "document", "iframe", "style", "script", "image", "font", "empty");
        List<String> clients = List.of("127.0.0.1", "192.168.0.7", "192.168.0.8");
        List<Integer> statuses = List.of(200, 200, 200, 301, 304, 404, 500);
        PageGrouping grouping = new PageGrouping();
        Map<PagePart, PageGrouping.Place> unfinished = new HashMap<>();
        Map<Long, PageLoad> homes = new HashMap<>();
        Instant now = Instant.EPOCH;
        long bytes = 0;
        long errors = 0;
        int requests = 4_000;
        for (int number = 1; number <= requests; number++) {
            now = now.plusMillis(random.nextInt(3_000));
            String target = "/" + random.nextInt(30) + (random.nextBoolean() ? ".html" : ".css");
            Answer answer = new Answer(statuses.get(random.nextInt(statuses.size())),
                    random.nextBoolean() ? "text/html" : "text/css", random.nextInt(1_000), 1_000, now.plusMillis(1));
            PagePart whole = new PagePart(
                    number, clients.get(random.nextInt(clients.size())), now,
                    random.nextInt(9) == 0 ? "HEAD" : "GET", target, answer);
            PagePart part = random.nextInt(5) > 0 ? whole : new PagePart(
                    number, whole.client(), now, whole.method(), target, null);
            RequestFields fields = new RequestFields(
                    random.nextInt(20) > 0, "host", random.nextBoolean() ? "" : "host/" + random.nextInt(30) + ".html",
                    "", destinations.get(random.nextInt(destinations.size())), random.nextBoolean());
            PageGrouping.Place place = grouping.add(part, fields);
            assertThat(homes.put(part.number(), place.load())).isNull();
            if (part.answer() == null) {
                unfinished.put(whole, place);
            }
            bytes += answer.sentBytes();
            errors += answer.isError() ? 1 : 0;
        }
        unfinished.forEach((part, place) -> grouping.finish(place, part));
        assertThat(grouping.loads()).hasSizeLessThanOrEqualTo(PageGrouping.MOST_LOADS);
        long kept = 0;
        for (PageLoad load : grouping.loads()) {
            kept += load.requests();
            bytes -= load.bytes();
            errors -= load.errors();
            for (PagePart part : load.card(false).parts()) {
                assertThat(homes.get(part.number())).isSameAs(load);
                assertThat(part.answer()).isNotNull();
            }
        }
        assertThat(kept + grouping.droppedRequests()).isEqualTo(requests);
        assertThat(bytes).isEqualTo(grouping.droppedBytes());
        assertThat(errors).isEqualTo(grouping.droppedErrors());
    }
}
