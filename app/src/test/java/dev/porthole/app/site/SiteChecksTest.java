package dev.porthole.app.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.SiteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteChecksTest {

    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();

    @TempDir Path folder;

    @AfterEach
    void stop() {
        writer.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "ok", value = {
        "0|ok", "80|ok", " 7890 |ok", "65535|ok", "65536|port.tooHigh", "99999999999|port.tooHigh",
        "-1|port.notANumber", "http|port.notANumber", "78.9|port.notANumber", "''|port.empty", "７８９０|port.notANumber"
    })
    void ports(String typed, String problem) {
        Phrase found = PortCheck.problem(typed);
        assertThat(found == null ? null : found.key()).isEqualTo(problem);
        assertThat(PortCheck.parse(typed).isPresent()).isEqualTo(found == null);
    }

    @Test
    void folders() throws IOException {
        Path file = Files.writeString(folder.resolve("page.html"), "");
        assertThat(FolderCheck.problem(folder.toString())).isNull();
        assertThat(FolderCheck.problem("  ")).isEqualTo(Phrase.of("folder.empty"));
        assertThat(FolderCheck.problem(folder + "/none")).isEqualTo(Phrase.of("folder.missing"));
        assertThat(FolderCheck.problem(file.toString())).isEqualTo(Phrase.of("folder.notAFolder"));
        assertThat(FolderCheck.problem("\u0000")).isEqualTo(Phrase.of("folder.missing"));
        assertThat(FolderCheck.parse("~")).contains(Path.of(System.getProperty("user.home")));
        assertThat(FolderCheck.parse("~/../x"))
                .contains(Path.of(System.getProperty("user.home")).resolveSibling("x"));
    }

    @Test
    void aFolderHasItsOwnPort() {
        Path site = Path.of("/home/lin/sites/my-portfolio");
        int port = StablePort.choose(site, taken -> false);
        assertThat(port).isBetween(7000, 7999).isEqualTo(StablePort.choose(site, taken -> false));
        int next = StablePort.choose(site, taken -> taken == port);
        assertThat(next).isEqualTo(port == 7999 ? 7000 : port + 1);
    }

    @Test
    void foldersAreRememberedTheLastUsedFirst() {
        SettingsFile file = open();
        SiteStore store = new SiteStore(file);
        SiteConfiguration special = new SiteConfiguration(
                8123, true, SiteOptions.DEFAULT.withListDirectories(false).withServeDotfiles(true));
        store.remember(Path.of("/a"), SiteConfiguration.onPort(7001));
        store.remember(Path.of("/b = ü"), special);
        store.rememberSites(List.of(Path.of("/b = ü")), 0);
        store.used(Path.of("/b = ü"));
        file.flush();
        SiteStore again = new SiteStore(open());
        assertThat(again.recentFolders()).containsExactly(Path.of("/b = ü"), Path.of("/a"));
        assertThat(again.configuration(Path.of("/b = ü"))).contains(special);
        assertThat(again.sites()).containsExactly(Path.of("/b = ü"));
    }

    @Test
    void whatCannotBeAPathHereIsKept() throws IOException {
        Files.writeString(folder.resolve("settings.properties"), """
                folder.0.path=/\\u0000
                folder.0.port=7001
                folder.0.site=0
                folder.1.path=/a
                folder.1.port=7002
                folder.1.site=1
                """);
        SettingsFile file = open();
        SiteStore store = new SiteStore(file);
        assertThat(store.sites()).containsExactly(Path.of("/a"));
        store.rememberSites(store.sites(), 0);
        assertThat(file.get("folder.0.path")).isEqualTo("/\u0000");
        assertThat(file.get("folder.0.site")).isEqualTo("1");
        assertThat(file.get("folder.1.site")).isEqualTo("0");
    }

    @Test
    void onlySoManyFoldersAreRememberedButEverySite() {
        SiteStore store = new SiteStore(open());
        Path site = Path.of("/site");
        store.remember(site, SiteConfiguration.onPort(7000));
        store.rememberSites(List.of(site), 0);
        for (int i = 0; i < 150; i++) {
            store.remember(Path.of("/" + i), SiteConfiguration.onPort(7000));
            store.used(Path.of("/" + i));
        }
        assertThat(store.recentFolders()).hasSize(100).startsWith(Path.of("/149")).endsWith(site);
    }

    @Test
    void damagedValuesOfAFolderFallBackAlone() throws IOException {
        Files.writeString(folder.resolve("settings.properties"), """
                folder.0.path=/a
                folder.0.port=many
                folder.0.everyone=true
                folder.0.list-directories=?
                folder.0.site=0
                selected=-4
                """);
        SiteStore store = new SiteStore(open());
        int own = StablePort.choose(Path.of("/a"), port -> false);
        assertThat(store.configuration(Path.of("/a")))
                .contains(new SiteConfiguration(own, true, SiteOptions.DEFAULT));
        assertThat(store.selected()).isZero();
    }

    @Test
    void whatANewerVersionKnowsOfAFolderStaysWithThatFolder() throws IOException {
        Files.writeString(folder.resolve("settings.properties"), """
                folder.0.path=/a
                folder.0.port=7001
                folder.0.hot-swap=css
                folder.1.path=/b
                folder.1.port=7002
                folder.colour=blue
                """);
        SettingsFile file = open();
        SiteStore store = new SiteStore(file);
        store.used(Path.of("/b"));
        assertThat(file.get("folder.1.path")).isEqualTo("/a");
        assertThat(file.get("folder.1.hot-swap")).isEqualTo("css");
        assertThat(file.get("folder.0.hot-swap")).isNull();
        assertThat(file.get("folder.colour")).isEqualTo("blue");
    }

    @Test
    void aFolderWithoutItsPathCostsNoOtherFolder() throws IOException {
        Files.writeString(folder.resolve("settings.properties"), """
                folder.0.port=7001
                folder.1.path=/b
                folder.1.port=7002
                folder.1.name=Bee
                folder.1.running=true
                """);
        List<Phrase> problems = new CopyOnWriteArrayList<>();
        SettingsFile file = new SettingsFile(folder, writer, problems::add);
        SiteStore store = new SiteStore(file);
        assertThat(store.recentFolders()).containsExactly(Path.of("/b"));
        assertThat(store.name(Path.of("/b"))).isEqualTo("Bee");
        assertThat(store.wasRunning(Path.of("/b"))).isTrue();
        file.flush();
        assertThat(problems).extracting(Phrase::key).containsExactly("settings.damagedValues");
    }

    private SettingsFile open() {
        return new SettingsFile(folder, writer, problem -> {
            throw new AssertionError(problem);
        });
    }
}
