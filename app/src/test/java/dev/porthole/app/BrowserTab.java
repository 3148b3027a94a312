package dev.porthole.app;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A tab of a running Chromium, in which JavaScript can be evaluated. */
public final class BrowserTab implements AutoCloseable {

    private static final Pattern FAILED_LOAD = Pattern.compile(
            "\"method\":\"Network\\.loadingFailed\".*\"errorText\":\"([^\"]+)\"");
    private static final Pattern SOCKET = Pattern.compile("\"webSocketDebuggerUrl\": \"([^\"]+)\"");
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final List<String> failedLoads = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    private BrowserTab(Chromium.Browser browser, String page) throws IOException, InterruptedException {
        Path portFile = browser.profile().resolve("DevToolsActivePort");
        Await.until("Chromium tells its port", () -> Files.exists(portFile) && Files.size(portFile) > 0);
        String port = Files.readAllLines(portFile).getFirst();
        URI wanted = URI.create("http://127.0.0.1:" + port + "/json/new?"
                + URLEncoder.encode(page, StandardCharsets.UTF_8));
        String target = client.send(
                HttpRequest.newBuilder(wanted).PUT(HttpRequest.BodyPublishers.noBody()).build(),
                BodyHandlers.ofString()).body();
        Matcher found = SOCKET.matcher(target);
        if (!found.find()) {
            throw new AssertionError(target);
        }
        socket = client.newWebSocketBuilder().buildAsync(URI.create(found.group(1)), new WebSocket.Listener() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
                text.append(part);
                if (last) {
                    received(text.toString());
                    text.setLength(0);
                }
                webSocket.request(1);
                return null;
            }
        }).join();
    }

    private void received(String message) {
        Matcher failed = FAILED_LOAD.matcher(message);
        if (failed.find()) {
            failedLoads.add(failed.group(1));
        } else if (!message.contains("\"method\":\"Network.")) {
            answers.add(message);
        }
    }

    /** Opens a page in a tab of its own and waits until it is loaded. */
    static BrowserTab open(Chromium.Browser browser, String page) throws IOException, InterruptedException {
        BrowserTab tab = new BrowserTab(browser, page);
        Await.until("the page is loaded", () -> tab.evaluate("document.readyState + location.href")
                .equals("complete" + page));
        return tab;
    }

    /** Opens a page in a tab of its own, wherever that leads. */
    static BrowserTab openAny(Chromium.Browser browser, String page) throws IOException, InterruptedException {
        return new BrowserTab(browser, page);
    }

    /** The text that an asynchronous JavaScript expression comes to, or what went wrong. */
    public String evaluate(String expression) throws InterruptedException {
        StringWriter call = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), call)) {
            json.writeStartObject();
            json.writeNumberProperty("id", 1);
            json.writeStringProperty("method", "Runtime.evaluate");
            json.writeObjectPropertyStart("params");
            json.writeBooleanProperty("awaitPromise", true);
            json.writeBooleanProperty("returnByValue", true);
            json.writeStringProperty("expression", expression);
            json.writeEndObject();
            json.writeEndObject();
        }
        String answer = call(call.toString());
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), answer)) {
            JsonToken token = json.nextToken();
            while (token != null) {
                if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("value")) {
                    return json.nextToken() == JsonToken.VALUE_STRING ? json.getString() : answer;
                }
                token = json.nextToken();
            }
        }
        return answer;
    }

    /** From now on, loads of this page that fail are told by {@link #failedLoads}. */
    void watchLoads() throws InterruptedException {
        call("{\"id\":1,\"method\":\"Network.enable\"}");
    }

    /** How the browser calls what went wrong, for each load that has failed: {@code net::ERR_...}. */
    List<String> failedLoads() {
        return List.copyOf(failedLoads);
    }

    private String call(String message) throws InterruptedException {
        socket.sendText(message, true).join();
        String answer = answers.poll(30, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("no answer to " + message);
        }
        return answer;
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }
}
