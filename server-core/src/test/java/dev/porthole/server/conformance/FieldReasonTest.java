package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.FieldReason;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.hosting.HeaderRule;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.http.HostingRules;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever stands in an answer's head, the server can say why. */
class FieldReasonTest {

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.file("index.html", "<p>home</p>");
        folder.file("sub/inner.txt", "inner");
        folder.file("empty.png", "");
        folder.file("unknown.zzz", "?");
    });

    @RegisterExtension
    static final Site WITH_PAGE = Site.serving(folder -> folder.file("404.html", "<p>gone</p>"));

    @RegisterExtension
    static final Site WITH_RULES = Site.serving(folder -> folder.file("about.html", "<p>about</p>"))
            .with(SiteOptions.DEFAULT.withRules(
                    HostingRules.NONE.withCleanUrls(true).withShared(true).withIsolated(true)));

    @RegisterExtension
    static final Site WITH_CODINGS = Site.serving(folder -> {
        folder.file("app.js", "let it = be;".repeat(200));
        folder.file("game.wasm.br", "encoded");
    }).with(SiteOptions.DEFAULT.withRules(HostingRules.NONE.withEncodedFiles(true)).withCompress(true));

    @RegisterExtension
    static final Site LIVE_CODED = Site.serving(folder -> folder.file("page.html", "<p>page".repeat(500)))
            .with(SiteOptions.DEFAULT.withLiveReload(true).withCompress(true));

    @RegisterExtension
    static final Site WITH_REDIRECT = Site.serving(folder -> folder.file("_redirects", "/a /b"))
            .with(SiteOptions.DEFAULT.withRules(HostingRules.NONE.withService(HostingService.NETLIFY)));

    @RegisterExtension
    static final Site LIVE = Site.serving(folder -> folder.file("page.html", "<p>page"))
            .with(SiteOptions.DEFAULT.withLiveReload(true));

    @RegisterExtension
    static final Site LIVE_WITH_POLICY = Site.serving(folder -> {
        folder.file("meta.html", "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\"><p>page");
        folder.file("head.html", "<p>page");
        folder.file("open.html", "<p>page");
    }).with(SiteOptions.DEFAULT.withLiveReload(true).withRules(HostingRules.NONE.withHeaders(List.of(
            new HeaderRule("/head.html", "Content-Security-Policy", "default-src 'self'; connect-src 'none'"),
            new HeaderRule("/open.html", "Content-Security-Policy", "default-src 'self'")))));

    @Test
    void aPageThatForbidsTheScriptIsToldOf() throws Exception {
        for (String name : List.of("meta", "head", "open")) {
            Map<String, FieldReason> reasons = reasons(LIVE_WITH_POLICY, LIVE_WITH_POLICY.request(
                    "GET", "/" + name + ".html", "Sec-Fetch-Dest: document"));
            assertThat(reasons.get("Porthole-Live-Reload")).as(name)
                    .isEqualTo(name.equals("open") ? FieldReason.SCRIPT_ADDED : FieldReason.SCRIPT_FORBIDDEN);
        }
    }

    private static Map<String, FieldReason> reasons(Site site, String request) throws Exception {
        try (RawClient client = site.connect()) {
            ConnectionOpened opened = site.recorder().opened(client);
            String method = request.substring(0, request.indexOf(' '));
            RawResponse answer = client.send(request).readAnswerTo(method);
            ResponseFinished response = site.recorder().finished(opened);
            RequestReceived received = site.recorder().await(
                    RequestReceived.class, event -> event.number() == response.number());
            Map<String, FieldReason> reasons = new LinkedHashMap<>();
            for (String line : answer.head().split("\r\n")) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    String name = line.substring(0, colon);
                    FieldReason reason = FieldReason.of(received, response, name, line.substring(colon + 2))
                            .orElse(null);
                    assertThat(reason).as(line).isNotNull();
                    assertThat(reason.field().fieldName()).isEqualTo(name);
                    reasons.put(name, reason);
                }
            }
            return reasons;
        }
    }

    @Test
    @DisplayName("events.fields: every line of every kind of answer has its reason")
    void everyLineOfEveryAnswerHasItsReason() throws Exception {
        Set<FieldReason> seen = new HashSet<>();
        List<String> requests = List.of(
                SITE.request("GET", "/letters.txt"),
                SITE.request("HEAD", "/letters.txt"),
                SITE.request("GET", "/"),
                SITE.request("GET", "/sub"),
                SITE.request("GET", "/sub/"),
                SITE.request("GET", "/empty.png"),
                SITE.request("GET", "/unknown.zzz"),
                SITE.request("OPTIONS", "*"),
                SITE.request("POST", "/"),
                SITE.request("POST", "/", "Content-Length: 99999999"),
                SITE.request("GET", "/letters.txt", "Range: bytes=0-1"),
                SITE.request("GET", "/letters.txt", "Range: bytes=0-1,5-6"),
                SITE.request("GET", "/letters.txt", "Range: bytes=99-"),
                SITE.request("GET", "/letters.txt", "If-None-Match: *"),
                SITE.request("GET", "/letters.txt", "If-Match: \"x\""),
                SITE.request("GET", "/letters.txt", "Connection: close"),
                SITE.request("GET", "/none"),
                SITE.request("GET", "/", "Host: again"),
                "GET / HTTP/1.0\r\n\r\n",
                "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        for (String request : requests) {
            seen.addAll(reasons(SITE, request).values());
        }
        seen.addAll(reasons(WITH_RULES, WITH_RULES.request("GET", "/about.html")).values());
        seen.addAll(reasons(WITH_RULES, WITH_RULES.request("OPTIONS", "*")).values());
        seen.addAll(reasons(WITH_CODINGS, WITH_CODINGS.request("GET", "/app.js", "Accept-Encoding: br")).values());
        seen.addAll(reasons(WITH_CODINGS, WITH_CODINGS.request("GET", "/game.wasm.br")).values());
        seen.addAll(reasons(WITH_REDIRECT, WITH_REDIRECT.request("GET", "/a")).values());
        // What belongs to HTTPS is looked at where there is TLS.
        String show = "Sec-Fetch-Dest: document";
        seen.addAll(reasons(LIVE, LIVE.request("GET", "/page.html", show)).values());
        seen.addAll(reasons(LIVE_WITH_POLICY, LIVE_WITH_POLICY.request("GET", "/meta.html", show)).values());
        seen.addAll(reasons(LIVE_CODED, LIVE_CODED.request("GET", "/page.html", show)).values());
        seen.addAll(reasons(LIVE, LIVE.request("GET", "/none", show)).values());
        seen.addAll(reasons(LIVE, LIVE.request("GET", "/.porthole/reload.js")).values());
        seen.addAll(reasons(LIVE, LIVE.request("GET", "/.porthole/reload")).values());
        seen.addAll(reasons(LIVE, LIVE.request("GET", "/.porthole/reset-data", "Sec-Fetch-Site: same-origin"))
                .values());
        // What belongs to HTTPS is looked at where there is TLS, the switch to WebSocket where that is spoken.
        assertThat(EnumSet.complementOf(EnumSet.copyOf(seen))).containsExactlyInAnyOrder(
                FieldReason.HTTPS_INSTEAD, FieldReason.SYSTEM_OF_VISITOR, FieldReason.OWN_SCRIPT,
                FieldReason.OWN_PROBE, FieldReason.WEBSOCKET_ACCEPTED, FieldReason.TRY_AGAIN,
                FieldReason.CLOSE_STOPPING);
    }

    @Test
    @DisplayName("events.fields: the reason is the one that holds")
    void theReasonIsTheOneThatHolds() throws Exception {
        assertThat(reasons(SITE, SITE.request("GET", "/letters.txt", "connection: X , Close")))
                .containsEntry("Content-Type", FieldReason.TYPE_OF_TEXT)
                .containsEntry("Cache-Control", FieldReason.ASK_EACH_TIME)
                .containsEntry("Connection", FieldReason.CLOSE_ASKED);
        assertThat(reasons(SITE, SITE.request("GET", "/letters.txt", "If-Match: \"x\"")))
                .containsEntry("Content-Type", FieldReason.TYPE_OF_PAGE)
                .containsEntry("Cache-Control", FieldReason.ASK_FOR_PAGE);
        assertThat(reasons(SITE, SITE.request("GET", "/none", "X-Connection: close")))
                .containsEntry("Content-Type", FieldReason.TYPE_OF_PAGE)
                .doesNotContainKey("Connection");
        assertThat(reasons(WITH_PAGE, WITH_PAGE.request("GET", "/none")))
                .containsEntry("Content-Type", FieldReason.TYPE_OF_TEXT)
                .containsEntry("Cache-Control", FieldReason.ASK_EACH_TIME);
    }
}
