package dev.porthole.app.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Await;
import dev.porthole.app.https.AuthorityException;
import dev.porthole.app.https.AuthorityFiles;
import dev.porthole.app.https.LocalCertificates;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Site;
import dev.porthole.app.site.SiteConfiguration;
import dev.porthole.server.ServerState;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.http.HostingRules;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model with a real server, and without a window. */
class LoopViewModelTest {

    private static final int OUT = 0x4;
    private static final long LARGE = 8_000_000;

    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private final LoopViewModel model = new LoopViewModel(threads);
    private final HttpClient client = HttpClient.newHttpClient();
    private Site site;

    @TempDir Path folder;
    @TempDir Path settings;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("index.html"), "<h1>hello</h1>");
        site = stage.call(() -> new Site(folder, SiteConfiguration.onPort(0), threads));
        stage.run(site::start);
        stage.until("the site runs", () -> site.stateProperty().get() instanceof ServerState.Running);
        stage.run(() -> model.show(site));
    }

    @AfterEach
    void stop() {
        stage.run(() -> model.show(null));
        site.server().close();
        client.close();
        threads.close();
        stage.close();
    }

    private void show() {
        stage.run(() -> model.setShowing(true));
    }

    private boolean isRecording() {
        try {
            return threads.view().submit(model::isRecording).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void until(String what, Predicate<LoopLook> condition) {
        Await.until(what, () -> {
            threads.view().submit(model::beat).get();
            return stage.call(() -> {
                LoopLook look = model.lookProperty().get();
                return look != null && condition.test(look);
            });
        });
    }

    private void get() throws IOException, InterruptedException {
        int port = ((ServerState.Running) site.server().state()).address().getPort();
        client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Connections go to the loops in turn, so one of them has it. */
    private void findConnection() {
        for (int loop = 0; loop < loops(); loop++) {
            int which = loop;
            stage.run(() -> model.choose(which));
            until("the loop is shown", look -> look.loop() == which);
            if (stage.call(() -> look().picture().lanes().stream()
                    .anyMatch(lane -> lane.connection() > 0 && !lane.blocks().isEmpty()))) {
                return;
            }
        }
        throw new AssertionError("no loop has the connection");
    }

    private LoopLook look() {
        return Objects.requireNonNull(model.lookProperty().get());
    }

    private int loops() {
        return stage.call(() -> look().loops());
    }

    @Test
    void nothingRunsUntilSomebodyLooksAndNothingAfterwards() {
        assertThat(isRecording()).isFalse();
        show();
        until("it is shown", look -> true);
        assertThat(isRecording()).isTrue();
        stage.run(() -> model.setShowing(false));
        assertThat(isRecording()).isFalse();
        assertThat(stage.call(() -> model.lookProperty().get() == null)).isTrue();
    }

    @Test
    void aStoppedSiteIsNotRecordedAndAStartedOneIsAgain() {
        show();
        until("it is shown", look -> true);
        stage.run(site::stop);
        stage.until("it is no longer shown", () -> model.lookProperty().get() == null);
        Await.until("nothing is recorded", () -> !isRecording());
        stage.run(site::start);
        until("it is shown again", look -> true);
    }

    @Test
    void aRequestIsSeenWithItsRoundAndItsEntryInTheList() throws Exception {
        show();
        until("the listening socket is listed", look -> look.rows().stream().anyMatch(row -> row.connection() == 0));
        get();
        until("the time has passed", look -> look.picture().newest() > 0);
        findConnection();
        until("its blocks are shown", look -> look.picture().last() != null);
        assertThat(stage.call(() -> look().rows().stream().anyMatch(row -> row.connection() == 1))).isTrue();
        assertThat(stage.call(() -> look().picture().connections())).isEqualTo(1);
    }

    @Test
    void whileThePictureIsFrozenTheServerGoesOn() throws Exception {
        show();
        until("it is shown", look -> true);
        stage.run(() -> model.setFrozen(true));
        until("it is frozen", LoopLook::frozen);
        long at = stage.call(() -> look().picture().to());
        get();
        until("time goes on", look -> look.behind() > 0 && look.picture().newest() > at);
        assertThat(stage.call(() -> look().picture().to())).isEqualTo(at);
        stage.run(() -> model.setFrozen(false));
        until("it is live again", look -> look.isLive() && look.picture().to() > at);
    }

    /** The same folder by HTTPS, under a path. */
    private void serveSecurely() {
        stage.run(() -> model.show(null));
        site.server().close();
        LocalCertificates certificates = new LocalCertificates(
                new AuthorityFiles(settings), (finding, path) -> { });
        SiteConfiguration secure = new SiteConfiguration(0, false, true,
                SiteOptions.DEFAULT.withRules(HostingRules.NONE.withBasePath("/repo/")));
        site = stage.call(() -> new Site(folder, secure, threads, () -> {
            try {
                return Optional.of(certificates.open());
            } catch (AuthorityException e) {
                throw new AssertionError(e);
            }
        }));
        stage.run(site::start);
        stage.until("the site runs", () -> site.stateProperty().get() instanceof ServerState.Running);
        stage.run(() -> model.show(site));
    }

    private static boolean isAnswered(@Nullable Exchange exchange, int status) {
        return exchange != null && exchange.response() != null && exchange.response().status() == status;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void idleClientsComeAndAreGoneWhenNobodyLooks(boolean secure) {
        if (secure) {
            serveSecurely();
        }
        show();
        until("it is shown", look -> true);
        stage.run(model::toggleIdleClients);
        until("they are there", look -> model.idleClientsProperty().get() > 0 && look.picture().connections() > 10);
        // By plain HTTP, a server with HTTPS would lead elsewhere; outside of the base path is nothing.
        Await.until("they are answered", () -> isAnswered(site.log().exchange(1), 200));
        stage.run(() -> model.setShowing(false));
        Await.until("they have left", () -> site.log().counters().openConnections() == 0);
        Await.until("their thread has ended", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("porthole-clients")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSlowReaderMakesTheLoopWaitForRoom(boolean secure) throws Exception {
        if (secure) {
            serveSecurely();
        }
        try (RandomAccessFile large = new RandomAccessFile(folder.resolve("large file.bin").toFile(), "rw")) {
            large.setLength(LARGE);
        }
        show();
        stage.until("the file is found", () -> model.largeFileProperty().get() != null);
        assertThat(stage.call(() -> Objects.requireNonNull(model.largeFileProperty().get()).target()))
                .isEqualTo("/large%20file.bin");
        until("it is shown", look -> true);
        stage.run(model::addSlowClient);
        int[] loop = {0};
        until("a loop waits for room", look -> {
            model.choose(loop[0]++ % look.loops());
            return look.rows().stream().anyMatch(row -> row.connection() > 0 && (row.mask() & OUT) != 0);
        });
        stage.run(model::removeSlowClients);
        Await.until("it has left", () -> site.log().counters().openConnections() == 0);
    }

    @Test
    void aSiteWithoutALargeFileHasNothingForASlowReader() throws IOException {
        assertThat(LargeFile.in(folder)).isEmpty();
        try (RandomAccessFile hidden = new RandomAccessFile(folder.resolve(".hidden").toFile(), "rw")) {
            hidden.setLength(LARGE);
        }
        assertThat(LargeFile.in(folder)).as("hidden files are not served").isEmpty();
    }
}
