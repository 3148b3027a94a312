package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.server.ServerState;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StartException;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.reload.ReloadStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are saved while a real Chromium shows their pages. Left out where none is installed. */
class LiveReloadChromiumTest {

    private static final String TALL = "<div style='height:5000px'>tall</div>";

    @TempDir Path temp;
    private Path root;
    private StaticServer server;
    private Chromium.Browser browser;
    private String address;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Chromium.installed().isPresent(), "Chromium is not installed");
        root = Files.createDirectories(temp.resolve("site"));
        server = new StaticServer(new EventLog());
        browser = Chromium.installed().orElseThrow()
                .open(URI.create("about:blank"), Files.createDirectories(temp.resolve("profile")));
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** The server begins with its first page, and finds files that are old: it does not have to tell of them. */
    private String address() throws StartException {
        if (address == null) {
            ServerState.Running running = server.start(new SiteSettings(
                    root, 0, InetAddress.ofLiteral("127.0.0.1"), SiteOptions.DEFAULT.withLiveReload(true)));
            address = "http://localhost:" + running.address().getPort() + "/";
        }
        return address;
    }

    @Test
    void styleSheetsAndImagesAreExchangedWhereTheyAre() throws Exception {
        save("style.css", "@import 'more.css'; p { color: rgb(1, 1, 1) }");
        save("more.css", "p { margin-left: 1px }");
        save("a.svg", svg(10));
        save("b.svg", svg(10));
        save("index.html", "<!doctype html><link rel=stylesheet href=style.css><p id=p>text<input id=i>"
                + "<img id=a src=a.svg><div id=b style='background:url(b.svg)'></div>" + TALL);
        try (BrowserTab tab = open("")) {
            tab.evaluate("window.mark = 'here'; i.value = 'typed'; scrollTo(0, 1234)");
            save("style.css", "@import 'more.css'; p { color: rgb(2, 2, 2) }");
            await(tab, "getComputedStyle(p).color", "rgb(2, 2, 2)");
            save("more.css", "p { margin-left: 7px }");
            await(tab, "getComputedStyle(p).marginLeft", "7px");
            save("a.svg", svg(20));
            await(tab, "String(a.naturalWidth)", "20");
            save("b.svg", svg(20));
            await(tab, "String(b.style.backgroundImage.includes('porthole='))", "true");
            await(tab, "String(document.querySelectorAll('link').length)", "1");
            assertThat(tab.evaluate("[mark, i.value, scrollY].join()")).isEqualTo("here,typed,1234");
        }
    }

    @Test
    void aSavedPageIsReloadedWhereItWas() throws Exception {
        String style = "<style>#in { height: 100px; overflow: auto }</style>";
        save("page.html", style + "<div id=in>" + TALL + "</div><b id=text>one</b>" + TALL);
        try (BrowserTab tab = open("page.html")) {
            tab.evaluate("scrollTo(0, 2000); document.getElementById('in').scrollTop = 300");
            save("page.html", style + "<div id=in>" + TALL + "</div><b id=text>two</b>" + TALL);
            await(tab, "text.textContent", "two");
            await(tab, "[scrollY, document.getElementById('in').scrollTop].join()", "2000,300");
            assertThat(tab.evaluate("String(document.querySelectorAll('script').length)")).isEqualTo("0");
        }
    }

    @Test
    void fiveEditsWithinASecondNeverLeaveAStalePage() throws Exception {
        save("style.css", "p { width: 0px }");
        save("app.js", "window.app = 0");
        save("index.html", "<link rel=stylesheet href=style.css><script src=app.js></script><p id=p>0");
        try (BrowserTab tab = open("")) {
            for (int round = 1; round <= 3; round++) {
                for (int i = 1; i <= 5; i++) {
                    int number = round * 10 + i;
                    save("style.css", "p { width: " + number + "px }");
                    save("app.js", "window.app = " + number);
                    save("index.html", "<link rel=stylesheet href=style.css><script src=app.js></script><p id=p>"
                            + number);
                    Thread.sleep(180);
                }
                String last = String.valueOf(round * 10 + 5);
                await(tab, "[getComputedStyle(p).width, app, p.textContent].join()", last + "px," + last + "," + last);
            }
        }
    }

    @Test
    void twoTabsAndAFrameFollowTheirOwnFiles() throws Exception {
        save("one.html", "<p id=p>one</p><iframe src=frame.html></iframe>");
        save("two.html", "<p id=p>two");
        save("frame.html", "<p id=p>frame");
        try (BrowserTab one = open("one.html"); BrowserTab two = open("two.html")) {
            Await.until("two pages listen", () -> server.reload().map(ReloadStatus::pages).orElse(0) == 2);
            one.evaluate("window.mark = 'one'");
            two.evaluate("window.mark = 'two'");
            save("frame.html", "<p id=p>changed");
            await(one, "frames[0].document.getElementById('p').textContent", "changed");
            save("two.html", "<p id=p>changed");
            await(two, "p.textContent", "changed");
            assertThat(two.evaluate("String(window.mark)")).isEqualTo("undefined");
            assertThat(one.evaluate("String(window.mark)")).isEqualTo("one");
        }
    }

    @Test
    void whatWasMissingAppearsByItself() throws Exception {
        try (BrowserTab tab = open("new.html")) {
            save("new.html", "<img id=a src=late.svg><p id=p>there");
            await(tab, "window.p ? p.textContent : ''", "there");
            save("late.svg", svg(30));
            await(tab, "String(a.naturalWidth)", "30");
        }
        Files.createDirectories(root.resolve("folder"));
        try (BrowserTab tab = open("folder/")) {
            save("folder/file.txt", "1");
            await(tab, "String(document.body.textContent.includes('file.txt'))", "true");
            save("folder/index.html", "<p id=p>index");
            await(tab, "window.p ? p.textContent : ''", "index");
        }
    }

    @Test
    void fetchAndDownloadsGetTheFileAsItIs() throws Exception {
        save("page.html", "<p>plain");
        try (BrowserTab tab = open("page.html")) {
            assertThat(tab.evaluate("fetch('page.html').then(answer => answer.text())")).isEqualTo("<p>plain");
        }
    }

    @Test
    void aGhostInTheBrowserIsGoneAfterOneClick() throws Exception {
        save("index.html", "<p id=p>old");
        save("worker.js", """
                self.addEventListener('install', event => event.waitUntil(
                    caches.open('ghost').then(cache => cache.addAll(['/'])).then(() => self.skipWaiting())))
                self.addEventListener('activate', event => event.waitUntil(clients.claim()))
                self.addEventListener('fetch', event => event.respondWith(
                    caches.match(event.request, { ignoreVary: true }).then(kept => kept || fetch(event.request))))
                """);
        try (BrowserTab tab = BrowserTab.open(browser, address())) {
            tab.evaluate("localStorage.setItem('kept', 'yes')");
            assertThat(tab.evaluate("navigator.serviceWorker.register('worker.js')"
                    + ".then(() => navigator.serviceWorker.ready).then(() => 'ready')")).isEqualTo("ready");
        }
        server.stop(Duration.ZERO).join();
        ServerState.Running again = server.start(new SiteSettings(
                root, URI.create(address()).getPort(), InetAddress.ofLiteral("127.0.0.1"), SiteOptions.DEFAULT));
        assertThat(again.address().getPort()).isEqualTo(URI.create(address()).getPort());
        save("index.html", "<p id=p>new");
        try (BrowserTab tab = BrowserTab.open(browser, address())) {
            assertThat(tab.evaluate("p.textContent")).isEqualTo("old");
        }
        String path = server.resetPath().orElseThrow();
        try (BrowserTab tab = BrowserTab.openAny(browser, URI.create(address()).resolve(path).toString())) {
            await(tab, "String(document.getElementById('done') && !document.getElementById('done').hidden)", "true");
            assertThat(tab.evaluate("['workers', 'caches', 'entries']"
                    + ".map(id => document.getElementById(id).textContent).join()")).isEqualTo("1,1,1");
        }
        try (BrowserTab tab = BrowserTab.open(browser, address())) {
            assertThat(tab.evaluate("p.textContent")).isEqualTo("new");
            assertThat(tab.evaluate("navigator.serviceWorker.getRegistrations().then(all => String(all.length))"))
                    .isEqualTo("0");
            assertThat(tab.evaluate("String(localStorage.getItem('kept'))")).isEqualTo("null");
        }
    }

    private BrowserTab open(String path) throws IOException, InterruptedException, StartException {
        BrowserTab tab = BrowserTab.open(browser, address() + path);
        Await.until("the page listens", () -> server.reload().map(ReloadStatus::pages).orElse(0) > 0);
        return tab;
    }

    /** As editors save: written beside it, then put in its place. What is there before the server, was long ago. */
    private void save(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Path beside = Files.writeString(file.resolveSibling(file.getFileName() + "~"), text);
        if (address == null) {
            Files.setLastModifiedTime(beside, FileTime.fromMillis(0));
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void await(BrowserTab tab, String expression, String value) {
        Await.until(expression + " is " + value, () -> tab.evaluate(expression).equals(value));
    }

    private static String svg(int width) {
        return "<svg xmlns='http://www.w3.org/2000/svg' width='" + width + "' height='10'/>";
    }
}
