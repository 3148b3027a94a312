package dev.porthole.app.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Await;
import dev.porthole.app.FakeDesktop;
import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Notices;
import dev.porthole.app.site.Opener;
import dev.porthole.app.text.Language;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide as the window opens it: from the disk, by a server of its own. */
class GuideViewModelTest {

    @TempDir Path folder;

    private final FakeDesktop desktop = new FakeDesktop();
    private final Threads threads = Threads.with(Runnable::run);
    private final Notices notices = new Notices(threads.ui());
    private final GuideViewModel guide =
            new GuideViewModel(threads, new Opener(threads, desktop.desktop(), notices), notices);

    @BeforeEach
    void useAFolderOfOurOwn() {
        System.setProperty(SettingsFile.FOLDER_PROPERTY, folder.toString());
    }

    @AfterEach
    void close() {
        guide.close();
        threads.close();
        System.clearProperty(SettingsFile.FOLDER_PROPERTY);
    }

    @Test
    void eachLanguageHasItsPagesAndAllCallsShareOneServer() throws Exception {
        guide.open(GuidePage.START, Language.ENGLISH);
        guide.open(GuidePage.TEACHER, Language.CHINESE);
        Await.until("both are opened", () -> desktop.opened.size() == 2);
        URI english = opened("/en/");
        URI chinese = opened("/zh/teach.html");
        assertThat(chinese.getPort()).isEqualTo(english.getPort());
        assertThat(get(english)).contains("<html lang=\"en\">");
        assertThat(get(chinese)).contains("<html lang=\"zh-CN\">");
        assertThat(get(english.resolve("../pictures/rooms.svg"))).startsWith("<svg");

        guide.close();
        Await.until("the port is free", () -> isRefused(english));
    }

    @Test
    void aDiskThatRefusesItIsToldToTheUser() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file where the folder should be");
        guide.open(GuidePage.START, Language.ENGLISH);
        Await.until("a notice is shown", () -> !notices.shown().isEmpty());
        assertThat(notices.shown().getFirst().text().key()).isEqualTo("guide.failed");
        assertThat(desktop.opened).isEmpty();
    }

    private URI opened(String path) {
        return desktop.opened.stream().map(URI::create).filter(page -> page.getPath().equals(path)).findFirst()
                .orElseThrow(() -> new AssertionError(desktop.opened.toString()));
    }

    private static String get(URI page) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    private static boolean isRefused(URI page) {
        try {
            get(page);
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
