package dev.porthole.app.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Await;
import dev.porthole.app.FakeDesktop;
import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.hosting.HeaderRule;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.http.HostingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostingViewModelTest {

    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private SettingsFile file;
    private SiteList sites;
    private HostingViewModel model;

    @TempDir Path temp;
    private Path root;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temp.resolve("site"));
        file = new SettingsFile(temp.resolve("config"), threads.background(), problem -> { });
        sites = stage.call(() -> new SiteList(new SiteStore(file), threads));
        model = stage.call(() -> new HostingViewModel(
                new SiteViewModel(sites, threads, new FakeDesktop().desktop(), new Notices(threads.ui())),
                sites, threads));
        stage.run(() -> sites.open(root));
    }

    @AfterEach
    void close() {
        stage.call(() -> sites.shutDown(Duration.ZERO)).join();
        threads.close();
        stage.close();
    }

    private HostingRules kept() {
        return stage.call(() -> new SiteStore(file).configuration(root).orElseThrow().options().rules());
    }

    @ParameterizedTest
    @CsvSource({"repo, /repo/", "/repo, /repo/", "repo/, /repo/", "/a/b-1.x_/, /a/b-1.x_/", "'', /", "/, /"})
    void aBasePathGetsTheSlashesThatAreMeant(String typed, String meant) {
        stage.run(() -> {
            model.basePathProperty().set(typed);
            model.applyBasePath();
        });
        assertThat(stage.call(() -> model.basePathProperty().get())).isEqualTo(meant);
        assertThat(kept().basePath()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"a b", "/../", "//x/", "/ü/", "/a?b/", "/./"})
    void aWrongBasePathStaysWithItsReasonAndHasNoEffect(String typed) {
        stage.run(() -> {
            model.basePathProperty().set(typed);
            model.applyBasePath();
        });
        assertThat(stage.call(() -> model.basePathProblemProperty().get())).isNotNull();
        assertThat(stage.call(() -> model.basePathProperty().get())).isEqualTo(typed);
        assertThat(kept().basePath()).isEqualTo("/");
    }

    @Test
    void rowsHoldAsSoonAsTheyAreRightAndAreKept() {
        stage.run(() -> {
            model.addRow("/assets/*", "Cache-Control", "max-age=60");
            model.addRow();
            HostingViewModel.HeaderRow second = model.rows().getLast();
            second.nameProperty().set("Content-Length");
            model.leave(second, second.nameProperty());
        });
        HeaderRule first = new HeaderRule("/assets/*", "Cache-Control", "max-age=60");
        assertThat(kept().headers()).containsExactly(first);
        assertThat(stage.call(() -> model.rows().getLast().problemProperty().get()))
                .isEqualTo(HeaderRule.Problem.RESERVED);
        stage.run(() -> {
            HostingViewModel.HeaderRow second = model.rows().getLast();
            second.nameProperty().set(" X-Frame-Options ");
            second.valueProperty().set("DENY");
            model.leave(second, second.valueProperty());
        });
        assertThat(kept().headers()).containsExactly(first, new HeaderRule("/*", "X-Frame-Options", "DENY"));
        stage.run(() -> model.remove(model.rows().getFirst()));
        assertThat(kept().headers()).containsExactly(new HeaderRule("/*", "X-Frame-Options", "DENY"));
    }

    @Test
    void whatIsWrongIsToldWhenItsFieldIsLeftAndTakenBackAtOnce() {
        HostingViewModel.HeaderRow row = stage.call(() -> {
            model.addRow();
            return model.rows().getLast();
        });
        stage.run(() -> {
            row.nameProperty().set("X-Frame-Options");
            model.leave(row, row.nameProperty());
        });
        assertThat(stage.call(() -> row.problemProperty().get())).as("nobody has come to the value yet").isNull();
        stage.run(() -> row.valueProperty().set("DÉNY"));
        assertThat(stage.call(() -> row.problemProperty().get())).as("it is still being typed").isNull();
        stage.run(() -> model.leave(row, row.valueProperty()));
        assertThat(stage.call(() -> row.problemProperty().get())).isEqualTo(HeaderRule.Problem.VALUE);
        stage.run(() -> row.valueProperty().set("DÉN"));
        assertThat(stage.call(() -> row.problemProperty().get())).as("not right yet")
                .isEqualTo(HeaderRule.Problem.VALUE);
        stage.run(() -> row.valueProperty().set("DENY"));
        assertThat(stage.call(() -> row.problemProperty().get())).as("right, while it is typed").isNull();
        assertThat(kept().headers()).as("but not done with").isEmpty();
        stage.run(() -> model.leave(row, row.valueProperty()));
        assertThat(kept().headers()).containsExactly(new HeaderRule("/*", "X-Frame-Options", "DENY"));
    }

    @Test
    void tellsWhichLinesHaveNoEffect() throws IOException {
        Files.writeString(root.resolve("_redirects"), "/fine /there\n/api/* https://api.example/:splat 200\n");
        stage.run(() -> model.preview(HostingService.NETLIFY));
        stage.until("the line is told of", () -> model.notes().equals(List.of(Phrase.of(
                "hosting.note", "_redirects", 2,
                Phrase.of("hosting.problem.PROXY", "https://api.example/:splat")))));
        assertThat(kept().service()).isEqualTo(HostingService.NETLIFY);
        Files.createFile(root.resolve("_next"));
        stage.run(() -> model.preview(HostingService.GITHUB_PAGES));
        stage.until("the underscore is told of", () -> model.notes().stream()
                .anyMatch(note -> note.key().equals("hosting.jekyll")));
        stage.run(() -> model.preview(HostingService.NONE));
        stage.until("nothing is told", () -> model.notes().isEmpty());
    }
}
