package dev.porthole.app.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Await;
import dev.porthole.app.FakeDesktop;
import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.platform.Threads;
import dev.porthole.server.ServerState;
import dev.porthole.server.SiteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SidebarViewModelTest {

    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private final FakeDesktop desktop = new FakeDesktop();
    private final Notices notices = new Notices(threads.ui());
    private SettingsFile file;
    private SiteList sites;
    private SidebarViewModel model;
    private Site first;
    private Site second;
    private Site third;

    @TempDir Path temp;

    @BeforeEach
    void open() throws IOException {
        for (String name : List.of("first", "second", "third")) {
            Files.createDirectory(temp.resolve(name));
        }
        file = settings();
        sites = stage.call(() -> new SiteList(new SiteStore(file), threads));
        model = stage.call(() -> new SidebarViewModel(sites, threads, desktop.desktop(), notices));
        first = stage.call(() -> sites.open(temp.resolve("first")));
        second = stage.call(() -> sites.open(temp.resolve("second")));
        third = stage.call(() -> sites.open(temp.resolve("third")));
    }

    @AfterEach
    void close() {
        stage.call(() -> sites.shutDown(Duration.ZERO)).join();
        threads.close();
        stage.close();
    }

    @Test
    void anOwnNameIsKeptAndAnEmptyOneIsTheFoldersAgain() {
        stage.run(() -> {
            model.renamedProperty().set(first);
            model.rename(first, "  Anna's \n portfolio ");
        });
        assertThat(stage.call(first::name)).isEqualTo("Anna's portfolio");
        assertThat(stage.call(() -> model.renamedProperty().get() == null)).isTrue();
        assertThat(stage.call(() -> nextStart().sites().getFirst().name())).isEqualTo("Anna's portfolio");
        stage.run(() -> model.rename(first, " "));
        assertThat(stage.call(first::name)).isEqualTo("first");
        assertThat(stage.call(() -> nextStart().sites().getFirst().name())).isEqualTo("first");
    }

    @Test
    void aNameNobodyReadsToItsEndIsCutBetweenCharacters() {
        stage.run(() -> model.rename(first, "🦩".repeat(500)));
        assertThat(stage.call(first::name)).isEqualTo("🦩".repeat(100));
    }

    @Test
    void undoRestoresPlaceNamePortOptionsLogAndRunningState() {
        SiteConfiguration odd = new SiteConfiguration(
                0, false, SiteOptions.DEFAULT.withListDirectories(false).withServeDotfiles(true));
        stage.run(() -> {
            second.configurationProperty().set(odd);
            second.rename("Middle");
            second.start();
            sites.selectedProperty().set(second);
        });
        awaitRunning(second);
        stage.run(() -> model.remove(second));
        stage.until("it is stopped", second::isStopped);
        assertThat(stage.call(() -> List.copyOf(sites.sites()))).containsExactly(first, third);
        assertThat(stage.call(() -> sites.selected())).isEqualTo(third);
        stage.run(() -> undoNotice().run());
        // The very same site: its log and its options are still its own.
        assertThat(stage.call(() -> List.copyOf(sites.sites()))).containsExactly(first, second, third);
        assertThat(stage.call(() -> sites.selected())).isEqualTo(second);
        assertThat(stage.call(second::configuration)).isEqualTo(odd);
        assertThat(stage.call(second::name)).isEqualTo("Middle");
        awaitRunning(second);
        assertThat(stage.call(() -> notices.shown().isEmpty())).isTrue();
        assertThat(stage.call(() -> nextStart().sites().stream().map(Site::name).toList()))
                .containsExactly("first", "Middle", "third");
    }

    @Test
    void severalRemovalsAreUndoneOneByOneTheLastFirst() {
        stage.run(() -> {
            model.remove(first);
            model.remove(second);
            model.undoRemoval();
        });
        assertThat(stage.call(() -> List.copyOf(sites.sites()))).containsExactly(second, third);
        stage.run(model::undoRemoval);
        assertThat(stage.call(() -> List.copyOf(sites.sites()))).containsExactly(first, second, third);
        stage.run(model::undoRemoval);
        assertThat(stage.call(() -> sites.sites().size())).isEqualTo(3);
    }

    @Test
    void aRemovalThatIsPutAwayStaysOne() {
        stage.run(() -> {
            model.remove(first);
            notices.remove(notices.shown().getFirst().id());
            model.undoRemoval();
        });
        assertThat(stage.call(() -> List.copyOf(sites.sites()))).containsExactly(second, third);
    }

    @Test
    void aFolderThatWasAddedAgainIsNotListedTwice() {
        stage.run(() -> {
            model.remove(first);
            sites.open(temp.resolve("first"));
            model.undoRemoval();
        });
        assertThat(stage.call(() -> sites.sites().size())).isEqualTo(3);
    }

    @Test
    void theOrderIsTheUsersAndIsKept() {
        stage.run(() -> {
            sites.selectedProperty().set(first);
            model.move(first, 1);
            model.moveTo(third, 0);
            model.move(third, -1);
        });
        assertThat(stage.call(() -> List.copyOf(sites.sites()))).containsExactly(third, second, first);
        assertThat(stage.call(() -> sites.selected())).isEqualTo(first);
        assertThat(stage.call(() -> nextStart().sites().stream().map(Site::name).toList()))
                .containsExactly("third", "second", "first");
        assertThat(stage.call(() -> Objects.requireNonNull(nextStart().selected()).name())).isEqualTo("first");
    }

    @Test
    void allAreStartedAndStoppedAtOnce() {
        stage.run(() -> {
            first.start();
            assertThat(model.canStartAny()).isTrue();
            model.startAll();
        });
        List.of(first, second, third).forEach(this::awaitRunning);
        assertThat(stage.call(model::canStartAny)).isFalse();
        stage.run(model::stopAll);
        stage.until("all are stopped", () -> !model.canStopAny());
    }

    @Test
    void whatRanRunsAgainOnlyIfThatIsWanted() {
        stage.run(() -> {
            first.start();
            third.start();
        });
        List.of(first, third).forEach(this::awaitRunning);
        stage.run(third::stop);
        stage.until("it is stopped", third::isStopped);
        // As when the window closes: the servers end, and what ran stays remembered.
        stage.call(() -> sites.shutDown(Duration.ZERO)).join();
        SiteList again = stage.call(this::nextStart);
        stage.run(() -> again.resume(true));
        awaitRunning(again.sites().getFirst());
        assertThat(stage.call(() -> again.sites().stream().map(site -> site.meantToRunProperty().get()).toList()))
                .containsExactly(true, false, false);
        stage.call(() -> again.shutDown(Duration.ZERO)).join();
        SettingsFile later = settings();
        stage.run(() -> new SiteList(new SiteStore(later), threads).resume(false));
        later.flush();
        SiteList calm = stage.call(this::nextStart);
        stage.run(() -> calm.resume(true));
        assertThat(stage.call(() -> calm.sites().stream().noneMatch(site -> site.meantToRunProperty().get()))).isTrue();
    }

    @Test
    void theMenuActsOnTheSiteItIsFor() {
        stage.run(() -> first.start());
        awaitRunning(first);
        stage.run(() -> {
            sites.selectedProperty().set(third);
            model.openInBrowser(first);
            model.openInBrowser(second);
            model.copyAddress(first);
            model.showFolder(second);
        });
        Await.until("its page and folder are shown", () -> !desktop.opened.isEmpty() && !desktop.shown.isEmpty());
        String address = stage.call(first::address);
        assertThat(desktop.opened).containsExactly(address);
        assertThat(desktop.copied).containsExactly(address);
        assertThat(desktop.shown).containsExactly(temp.resolve("second"));
        stage.run(() -> model.toggle(first));
        stage.until("it is stopped", first::isStopped);
    }

    /** The list as a later start would see it. */
    private SiteList nextStart() {
        file.flush();
        return new SiteList(new SiteStore(settings()), threads);
    }

    private SettingsFile settings() {
        return new SettingsFile(temp.resolve("config"), threads.background(), problem -> {
            throw new AssertionError(problem);
        });
    }

    private Runnable undoNotice() {
        return notices.shown().getFirst().remedies().getFirst().action();
    }

    private void awaitRunning(Site site) {
        stage.until(site.folder() + " is served", () -> site.state() instanceof ServerState.Running);
    }
}
