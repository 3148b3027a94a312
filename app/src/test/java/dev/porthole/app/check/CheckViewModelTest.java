package dev.porthole.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Await;
import dev.porthole.app.check.Finding.Kind;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Site;
import dev.porthole.app.site.SiteConfiguration;
import dev.porthole.app.text.Messages;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import dev.porthole.server.hosting.HostingService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckViewModelTest {

    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private final CheckViewModel model = new CheckViewModel(threads);
    private Site site;

    @TempDir Path root;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(root.resolve("index.html"), "<meta charset=utf-8>\n<a href=abuot.html>about</a>");
        Files.writeString(root.resolve("about.html"), "=1+1");
        site = new Site(root, SiteConfiguration.onPort(7_890), threads);
        stage.run(() -> model.show(site));
    }

    @AfterEach
    void close() {
        threads.close();
        stage.close();
    }

    private List<Finding> shown() {
        return stage.call(() -> model.shownProperty().get());
    }

    private void check() {
        stage.run(model::check);
        stage.until("the check has ended", () -> model.runProperty().getValue() == null);
    }

    @Test
    void showsWhatIsFoundAndEachKindByItself() {
        check();
        assertThat(shown()).extracting(Finding::kind).containsExactly(
                Kind.BROKEN_LINK, Kind.NO_CHARSET, Kind.ORPHAN);
        stage.run(() -> model.kindProperty().set(Kind.ORPHAN));
        assertThat(shown()).containsExactly(new Finding(Kind.ORPHAN, "/about.html", 0, "", ""));
        assertThat(stage.call(model::counts)).containsEntry(Kind.BROKEN_LINK, 1).hasSize(3);
    }

    @Test
    void theAnswersThatClientsReallyGotComeFirst() {
        miss(1, "/abuot.html");
        miss(2, "/abuot.html");
        check();
        assertThat(shown().getFirst())
                .isEqualTo(new Finding(Kind.SEEN_404, "/", 0, "/abuot.html", "/about.html"));
        assertThat(shown()).filteredOn(finding -> finding.kind() == Kind.SEEN_404).hasSize(1);
    }

    private void miss(int number, String target) {
        String head = "GET " + target + " HTTP/1.1\r\nHost: localhost:7890\r\n"
                + "Referer: http://localhost:7890/\r\n\r\n";
        site.log().accept(new RequestReceived(
                number, 1, number, Instant.EPOCH, "GET", target, "HTTP/1.1", head));
        site.log().accept(new ResponseFinished(
                number, 1, Instant.EPOCH, 404, Why.of(Rule.NOT_FOUND), null, "text/html", 1, 1,
                "HTTP/1.1 404 Not Found\r\n\r\n", new Timing(0, 1, 1, 1, 0), ResponseFinished.Outcome.COMPLETE));
    }

    @Test
    void whatBrowsersAskForByThemselvesIsNoFault() {
        List<String> targets = List.of(
                "/favicon.ico", "/favicon.ico?v=2", "/apple-touch-icon-120x120-precomposed.png",
                "/apple-touch-icon.png", "/.well-known/appspecific/com.chrome.devtools.json",
                "/img/favicon.icon", "/favicon.icon");
        for (int i = 0; i < targets.size(); i++) {
            miss(i + 1, targets.get(i));
        }
        check();
        assertThat(shown()).filteredOn(finding -> finding.kind() == Kind.SEEN_404).extracting(Finding::subject)
                .containsExactlyInAnyOrder("/img/favicon.icon", "/favicon.icon");
    }

    @Test
    void eachSiteKeepsItsReport() {
        check();
        CheckReport first = Objects.requireNonNull(stage.call(() -> model.reportProperty().get()));
        stage.run(() -> model.show(null));
        assertThat(shown()).isEmpty();
        stage.run(() -> model.show(site));
        assertThat(stage.call(() -> model.reportProperty().get())).isSameAs(first);
    }

    private void serve(UnaryOperator<SiteOptions> change) {
        stage.run(() -> site.configurationProperty().set(
                site.configuration().withOptions(change.apply(site.configuration().options()))));
    }

    private boolean outdated() {
        return stage.call(() -> model.outdatedProperty().get());
    }

    @Test
    void aReportAboutOtherOptionsIsOutdatedUntilTheyAreBackOrCheckedAgain() {
        check();
        assertThat(outdated()).isFalse();
        List<UnaryOperator<SiteOptions>> changes = List.of(
                before -> before.withRules(before.rules().withFallback(true)),
                before -> before.withRules(before.rules().withCleanUrls(true)),
                before -> before.withRules(before.rules().withBasePath("/repo/")),
                before -> before.withRules(before.rules().withService(HostingService.NETLIFY)),
                before -> before.withListDirectories(false),
                before -> before.withServeDotfiles(true));
        for (UnaryOperator<SiteOptions> change : changes) {
            serve(change);
            assertThat(outdated()).isTrue();
            serve(changed -> SiteOptions.DEFAULT);
            assertThat(outdated()).isFalse();
        }
        serve(changes.getFirst());
        stage.run(() -> model.show(null));
        assertThat(outdated()).isFalse();
        stage.run(() -> model.show(site));
        assertThat(outdated()).isTrue();
        check();
        assertThat(outdated()).isFalse();
    }

    @Test
    void optionsThatLeaveLinksAloneDoNotOutdateAReport() {
        check();
        serve(before -> before.withLiveReload(true).withCompress(true).withRules(
                before.rules().withShared(true).withIsolated(true).withEncodedFiles(true)));
        assertThat(outdated()).isFalse();
        serve(before -> before.withRules(before.rules().withService(HostingService.GITHUB_PAGES)));
        check();
        serve(before -> before.withListDirectories(false).withRules(before.rules().withFallback(true)));
        assertThat(outdated()).isFalse();
    }

    @Test
    void aFolderThatIsGoneIsSaidInWords() throws IOException {
        Files.delete(root.resolve("index.html"));
        Files.delete(root.resolve("about.html"));
        Files.delete(root);
        check();
        assertThat(stage.call(() -> new Messages().say(model.problemProperty().get())))
                .isEqualTo("The folder " + root + " cannot be read. Check that it is there and may be read,"
                        + " and try again.");
        Files.createDirectory(root);
    }

    @Test
    void aTableOfWhatWasFoundCannotPassForAFormula() {
        Finding finding = new Finding(Kind.BROKEN_LINK, "/a,b.html", 3, "=1+1", "");
        assertThat(CheckCsv.write(List.of(finding), new Messages()).split("\r\n")).containsExactly(
                "kind,file,line,subject,nearest,words",
                "BROKEN_LINK,\"/a,b.html\",3,'=1+1,,'=1+1 leads to nothing");
    }
}
