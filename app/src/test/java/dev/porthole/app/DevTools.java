package dev.porthole.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The developer tools of a running Chromium, as the page that they are. */
public final class DevTools implements AutoCloseable {

    private static final String PAGE = "devtools://devtools/bundled/inspector.html";

    private final Chromium.Browser browser;
    private final BrowserTab tab;

    private DevTools(Chromium.Browser browser) throws IOException, InterruptedException {
        this.browser = browser;
        this.tab = BrowserTab.open(browser, PAGE);
    }

    /** Starts a Chromium and opens its tools. */
    public static DevTools open(Chromium chromium, Path profile) throws IOException, InterruptedException {
        return new DevTools(chromium.open(URI.create("about:blank"), profile));
    }

    /** The text that an asynchronous JavaScript expression comes to, or what went wrong. */
    public String evaluate(String expression) throws InterruptedException {
        return tab.evaluate(expression);
    }

    @Override
    public void close() {
        tab.close();
        browser.close();
    }
}
