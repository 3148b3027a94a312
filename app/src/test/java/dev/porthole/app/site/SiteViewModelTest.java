package dev.porthole.app.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.Await;
import dev.porthole.app.FakeDesktop;
import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.platform.Threads;
import dev.porthole.server.ServerState;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteViewModelTest {

    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private final FakeDesktop desktop = new FakeDesktop();
    private final Notices notices = new Notices(threads.ui());
    private SiteList sites;
    private SiteViewModel model;

    @TempDir Path temp;
    private Path root;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temp.resolve("site"));
        Files.writeString(root.resolve("my page.html"), "<p>hello");
        SettingsFile file = new SettingsFile(temp.resolve("config"), threads.background(), problem -> {});
        sites = stage.call(() -> new SiteList(new SiteStore(file), threads));
        model = stage.call(() -> new SiteViewModel(
                sites, threads, desktop.desktop(), notices, new Archives(temp.resolve("archives"))));
    }

    @AfterEach
    void close() {
        stage.call(() -> sites.shutDown(Duration.ZERO)).join();
        threads.close();
        stage.close();
    }

    @Test
    void aChosenFolderIsServedAtOnceAndStopsWhenAsked() {
        desktop.nextFolder = Optional.of(root);
        stage.run(() -> model.chooseFolder("title"));
        awaitRunning();
        assertThat(stage.call(() -> model.addressProperty().get())).matches("http://localhost:7\\d{3}/");
        stage.run(model::toggle);
        stage.until("it is stopped", () -> model.stateProperty().get() instanceof ServerState.Stopped);
    }

    @Test
    void aDroppedPageIsServedWithItsFolderAndOpened() {
        stage.run(() -> model.serve(root.resolve("my page.html")));
        Await.until("the page is opened", () -> !desktop.opened.isEmpty());
        assertThat(desktop.opened.getFirst()).endsWith("/my%20page.html").startsWith("http://localhost:");
        assertThat(stage.call(() -> selected().folder())).isEqualTo(root);
    }

    @Test
    void severalDroppedFoldersAreAllServedInTheirOrder() throws IOException {
        Path other = Files.createDirectory(temp.resolve("other"));
        Path strange = Files.writeString(temp.resolve("notes.txt"), "");
        stage.run(() -> model.serve(List.of(other, strange, root.resolve("my page.html"), root)));
        Await.until("the page is opened", () -> !desktop.opened.isEmpty());
        stage.until("all are served", () -> sites.sites().stream()
                .allMatch(site -> site.state() instanceof ServerState.Running));
        assertThat(stage.call(() -> sites.sites().stream().map(Site::folder).toList()))
                .containsExactly(other, root);
        assertThat(stage.call(() -> selected().folder())).isEqualTo(root);
        awaitNotice("drop.notServable");
    }

    @Test
    void aDroppedArchiveIsServedFromItsOwnFolder() throws IOException {
        Path archive = temp.resolve("shop.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("index.html"));
            zip.closeEntry();
        }
        stage.run(() -> model.serve(archive));
        awaitRunning();
        assertThat(stage.call(() -> selected().name())).isEqualTo("shop");
        assertThat(stage.call(() -> selected().folder())).startsWith(temp.resolve("archives"));
        Files.writeString(archive, "damaged");
        stage.run(() -> model.serve(archive));
        awaitNotice("archive.UNREADABLE");
    }

    @Test
    void aDroppedFileOfAnotherKindIsExplained() throws IOException {
        Path file = Files.writeString(temp.resolve("notes.txt"), "");
        stage.run(() -> model.serve(file));
        awaitNotice("drop.notServable");
    }

    @Test
    void badInputDisablesStartAndSaysWhy() {
        serve();
        stage.run(() -> model.portTextProperty().set("70000"));
        assertThat(stage.call(() -> model.startableProperty().get())).isFalse();
        assertThat(stage.call(() -> Objects.requireNonNull(model.startBlocker()).key())).isEqualTo("port.tooHigh");
        stage.run(() -> {
            model.portTextProperty().set("7000");
            model.folderTextProperty().set(temp + "/none");
        });
        stage.until("the folder is checked", () -> model.folderProblemProperty().get() != null);
        assertThat(stage.call(() -> Objects.requireNonNull(model.startBlocker()).key()))
                .isEqualTo("folder.missing");
    }

    @Test
    void aBusyPortIsExplainedAndAnotherOneOffered() throws IOException {
        Site site = stage.call(() -> sites.open(root));
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = busy.getLocalPort();
            stage.run(() -> {
                site.configurationProperty().set(site.configuration().withPort(port));
                model.portTextProperty().set(Integer.toString(port));
                model.toggle();
            });
            stage.until("another port is offered", () -> model.offerProperty().get() != null);
            PortOffer offer = stage.call(() -> Objects.requireNonNull(model.offerProperty().get()));
            assertThat(offer.reason().key()).startsWith("port.used");
            assertThat(offer.port()).isGreaterThan(port);
            stage.run(model::takeOffer);
            awaitRunning();
            assertThat(stage.call(site::port)).isEqualTo(offer.port());
            assertThat(stage.call(() -> notices.shown().isEmpty())).isTrue();
        }
    }

    @Test
    void anotherPortOrFolderIsPendingUntilApplied() {
        serve();
        int port = stage.call(() -> selected().port());
        stage.run(() -> model.stepPort(1));
        assertThat(stage.call(() -> model.pendingProperty().get())).isTrue();
        stage.run(() -> model.portTextProperty().set(Integer.toString(port)));
        assertThat(stage.call(() -> model.pendingProperty().get())).isFalse();
    }

    @Test
    void aMissingFolderIsToldAndTheGoodSiteStays() {
        serve();
        stage.run(() -> {
            model.folderTextProperty().set(temp + "/none");
            model.applyTyped();
        });
        stage.until("the problem is told", () -> model.folderProblemProperty().get() != null);
        assertThat(stage.call(() -> selected().folder())).isEqualTo(root);
        assertThat(stage.call(() -> model.runningProperty().get())).isTrue();
    }

    @Test
    void aPortTypedTogetherWithAFolderIsTaken() throws IOException {
        serve();
        Path other = Files.createDirectory(temp.resolve("other"));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        stage.run(() -> {
            model.folderTextProperty().set(other.toString());
            model.portTextProperty().set(Integer.toString(port));
            model.applyTyped();
        });
        stage.until("the other folder is served", () -> selected().folder().equals(other)
                && model.runningProperty().get());
        assertThat(stage.call(() -> selected().port())).isEqualTo(port);
    }

    @Test
    void aPortBeingTypedSurvivesARestart() {
        serve();
        stage.run(() -> model.portTextProperty().set("1"));
        ServerState before = stage.call(() -> model.stateProperty().get());
        stage.run(() -> model.serveEveryone(true));
        stage.until("it has restarted", () -> model.runningProperty().get()
                && !model.stateProperty().get().equals(before));
        assertThat(stage.call(() -> model.portTextProperty().get())).isEqualTo("1");
    }

    @Test
    void aPageIsNotOpenedOnAnotherSite() throws IOException {
        Site first = stage.call(() -> sites.open(root));
        Path other = Files.createDirectory(temp.resolve("other"));
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            stage.run(() -> first.configurationProperty().set(
                    first.configuration().withPort(busy.getLocalPort())));
            stage.run(() -> model.serve(root.resolve("my page.html")));
            stage.until("it cannot start", () -> model.offerProperty().get() != null);
            stage.run(() -> sites.open(other).start());
            awaitRunning();
            assertThat(desktop.opened).isEmpty();
        }
    }

    @Test
    void anotherProgramThatBrowsersWouldFindFirstTakesThePort() throws IOException {
        Site site = stage.call(() -> sites.open(root));
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
            int port = other.getLocalPort();
            stage.run(() -> {
                site.configurationProperty().set(site.configuration().withPort(port));
                site.start();
            });
            stage.until("another port is offered", () -> model.offerProperty().get() != null);
        } catch (BindException e) {
            assumeTrue(false, "this computer has no IPv6");
        }
    }

    @Test
    void openingToTheNetworkRestartsAndWarns() {
        serve();
        stage.run(() -> model.serveEveryone(true));
        stage.until("the warning is shown", () -> notices.shown().stream()
                .anyMatch(notice -> notice.text().key().startsWith("network.")));
        ServerState state = stage.call(() -> model.stateProperty().get());
        assertThat(((ServerState.Running) state).address().getAddress().isAnyLocalAddress()).isTrue();
        stage.run(() -> model.serveEveryone(false));
        stage.until("the warning is gone", () -> notices.shown().isEmpty());
    }

    @Test
    void aFolderThatGoesAwayIsToldAndForgivenWhenItComesBack() throws IOException {
        serve();
        Path away = temp.resolve("away");
        Files.move(root, away);
        awaitNotice("folder.gone");
        Files.move(away, root);
        stage.until("nothing is wrong any more", () -> notices.shown().isEmpty());
    }

    @Test
    void aFolderThatIsMissingAtStartIsAFailureWithAWayOut() throws IOException {
        Site site = stage.call(() -> sites.open(root));
        Files.delete(root.resolve("my page.html"));
        Files.delete(root);
        stage.run(site::start);
        awaitNotice("failure.FOLDER_MISSING");
    }

    @Test
    void withoutABrowserTheAddressCanBeCopied() {
        serve();
        desktop.hasBrowser = false;
        stage.run(model::openInBrowser);
        awaitNotice("open.failed");
        stage.run(() -> notices.shown().getFirst().remedies().getFirst().action().run());
        assertThat(desktop.copied).containsExactly(stage.call(() -> model.addressProperty().get()));
    }

    @Test
    void eachSiteHasItsOwnAddressAlsoWhileStopped() throws IOException {
        Path other = Files.createDirectory(temp.resolve("other"));
        stage.run(() -> sites.open(root));
        String first = stage.call(() -> model.addressProperty().get());
        stage.run(() -> sites.open(other));
        assertThat(stage.call(() -> model.addressProperty().get())).isNotEqualTo(first).contains("localhost:7");
        stage.run(() -> {
            model.portTextProperty().set("1");
            model.resetTyped();
        });
        assertThat(stage.call(() -> model.addressProperty().get()))
                .contains(":" + stage.call(() -> model.portTextProperty().get()) + "/");
    }

    @Test
    void removingASiteStopsItAndKeepsItsSettings() {
        serve();
        Site site = stage.call(this::selected);
        stage.run(() -> sites.remove(site));
        stage.until("it is stopped", () -> site.state() instanceof ServerState.Stopped);
        assertThat(stage.call(() -> sites.recentFolders().getFirst())).isEqualTo(root);
        assertThat(stage.call(() -> sites.selected() == null)).isTrue();
    }

    private Site selected() {
        return Objects.requireNonNull(sites.selected());
    }

    private void serve() {
        stage.run(() -> model.serve(root));
        awaitRunning();
    }

    private void awaitRunning() {
        stage.until("the server runs", () -> model.runningProperty().get());
    }

    private void awaitNotice(String key) {
        stage.until(key + " is shown", () -> notices.shown().stream()
                .anyMatch(notice -> notice.text().key().equals(key)));
    }
}
