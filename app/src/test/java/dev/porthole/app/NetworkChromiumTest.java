package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.requests.LogRow;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.ResponseFinished;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.event.ActionEvent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A page is open in a real Chromium while a bad network and faults are set up in the real window. Left out where no
 * Chromium is installed.
 */
class NetworkChromiumTest extends RealWindow {

    private static final int CUSTOM = 5;
    private static final int BIG = 100_000;

    private Chromium.Browser browser;
    private BrowserTab tab;

    @BeforeEach
    void openPage() throws Exception {
        Optional<Chromium> chromium = Chromium.installed();
        assumeTrue(chromium.isPresent(), "Chromium is not installed");
        Files.write(root.resolve("big.bin"), new byte[BIG]);
        Files.writeString(root.resolve("data.json"), "{}");
        serve();
        fire("#networkChip");
        browser = chromium.get().open(URI.create("about:blank"), Files.createDirectories(temp.resolve("profile")));
        tab = BrowserTab.open(browser, address());
    }

    @AfterEach
    void closePage() {
        if (tab != null) {
            tab.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    /** What a script of the page gets: the status and the bytes, or that there was a network error. */
    private String fetched(String path) throws InterruptedException {
        return tab.evaluate("fetch('" + path + "').then(answer => answer.arrayBuffer()"
                + ".then(body => answer.status + ' ' + body.byteLength)).catch(error => error.name)");
    }

    private void addFault(int kind, String value, String path) {
        onFx(() -> {
            find("#faultKind", ComboBox.class).getSelectionModel().select(kind);
            return true;
        });
        if (!value.isEmpty()) {
            type("#faultValue", value);
        }
        type("#faultPath", path);
        fire("#faultAdd");
    }

    private ResponseFinished logged(String target) {
        Await.until(target + " has been answered", () -> exchanges(target).stream()
                .anyMatch(exchange -> exchange.response() != null));
        return exchanges(target).stream().map(Exchange::response).findFirst().orElseThrow();
    }

    private List<Exchange> exchanges(String target) {
        return onFx(() -> rows().stream().map(LogRow::exchange)
                .filter(exchange -> exchange.request().target().equals(target)).toList());
    }

    @Test
    void anOpenPageFeelsASlowNetworkAtOnce() throws Exception {
        assertThat(fetched("big.bin?before")).isEqualTo("200 " + BIG);
        onFx(() -> {
            find("#everyoneNetwork", ComboBox.class).getSelectionModel().select(CUSTOM);
            return true;
        });
        type("#customDown", "2000");
        type("#customUp", "2000");
        type("#customRoundTrip", "150");
        onFx(() -> {
            find("#customRoundTrip", TextField.class).fireEvent(new ActionEvent());
            return true;
        });
        String took = tab.evaluate("(async () => { const begun = performance.now();"
                + "await (await fetch('big.bin?slow')).arrayBuffer(); return String(performance.now() - begun) })()");
        // 800,000 bits take 0.4 s, and the way there and back 0.15 s; 20 ms of line that lay idle may be used up.
        assertThat(Double.parseDouble(took)).isGreaterThan(400 + 150 - 20);
        assertThat(logged("/big.bin?before").impairment().isThrottled()).isFalse();
        assertThat(logged("/big.bin?slow").impairment().network()).isEqualTo("2000/2000 kbit/s, 150 ms");
        assertThat(logged("/big.bin?slow").timing().heldNanos()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500));
        fire("#networkClear");
        assertThat(fetched("big.bin?after")).isEqualTo("200 " + BIG);
        assertThat(logged("/big.bin?after").impairment().isThrottled()).isFalse();
        type("#filter", "reason:throttled");
        awaitRows(1);
        assertThat(exchanges("/big.bin?slow")).hasSize(1);
    }

    @Test
    void anOpenPageMeetsFaultsAtOnce() throws Exception {
        tab.watchLoads();
        assertThat(fetched("data.json?before")).isEqualTo("200 2");
        addFault(1, "503", "/data.json");
        assertThat(fetched("data.json?status")).startsWith("503 ");
        addFault(2, "50 %", "*.bin");
        assertThat(fetched("big.bin")).isEqualTo("TypeError");
        Await.until("the browser knows that the answer is not whole", () -> tab.failedLoads()
                .contains("net::ERR_CONTENT_LENGTH_MISMATCH"));
        addFault(3, "", "*.css");
        tab.evaluate("window.style = 'pending'; window.leave = new AbortController();"
                + "fetch('site.css', { signal: leave.signal })"
                + ".then(() => style = 'there', () => style = 'left'); style");
        Await.until("the request has come", () -> !exchanges("/site.css").isEmpty());
        assertThat(fetched("index.html")).isEqualTo("200 14");
        assertThat(tab.evaluate("style")).isEqualTo("pending");

        assertThat(logged("/data.json?before").impairment().isFaulted()).isFalse();
        ResponseFinished error = logged("/data.json?status");
        assertThat(error.status()).isEqualTo(503);
        assertThat(error.impairment().fault()).isEqualTo("/data.json=status:503");
        ResponseFinished cut = logged("/big.bin");
        assertThat(cut.impairment().fault()).isEqualTo("*.bin=cut:50%");
        assertThat(cut.bodyBytes()).isEqualTo(BIG / 2);
        assertThat(exchanges("/site.css").getFirst().response()).isNull();
        tab.evaluate("leave.abort()");
        assertThat(logged("/site.css").impairment().fault()).isEqualTo("*.css=hang");
    }
}
