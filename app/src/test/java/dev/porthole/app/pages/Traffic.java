package dev.porthole.app.pages;

import dev.porthole.app.pages.PagePart.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Requests as browsers and tools send them, and where the grouping puts them. */
final class Traffic {

    static final String CHROMIUM = "Mozilla/5.0 Chrome";
    private static final String NAVIGATION = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final Duration TOOK = Duration.ofMillis(2);

    final PageGrouping grouping = new PageGrouping();
    private final String client;
    private final String userAgent;
    private final Traffic machine;
    private long number;
    private Instant now = Instant.parse("2026-11-25T10:00:00Z");

    Traffic() {
        this.client = "127.0.0.1";
        this.userAgent = CHROMIUM;
        this.machine = this;
    }

    private Traffic(Traffic machine, String client, String userAgent) {
        this.machine = machine;
        this.client = client;
        this.userAgent = userAgent;
    }

    /** Somebody else who asks the same server. */
    Traffic from(String otherClient, String otherAgent) {
        return new Traffic(machine, otherClient, otherAgent);
    }

    void pass(Duration time) {
        machine.now = machine.now.plus(time);
    }

    PageLoad navigate(String target) {
        return navigate(target, 200);
    }

    PageLoad navigate(String target, int status) {
        return send("GET", target, head(target, "document", "", NAVIGATION), status, "text/html; charset=utf-8");
    }

    /** A part that says what it is for, and who asks for it. */
    PageLoad fetch(String destination, String target, String referer) {
        return fetch(destination, target, referer, 200);
    }

    PageLoad fetch(String destination, String target, String referer, int status) {
        return send("GET", target, head(target, destination, referer, "*/*"), status, type(target));
    }

    /** As browsers ask where the address is not trustworthy, without Sec-Fetch fields. */
    PageLoad plainNavigate(String target, String referer) {
        return send("GET", target, head(target, "", referer, NAVIGATION), 200, "text/html");
    }

    PageLoad plainFetch(String target, String referer) {
        return send("GET", target, head(target, "", referer, "image/png,*/*"), 200, type(target));
    }

    PageLoad tool(String method, String target, int status) {
        String type = status >= 400 ? "text/html" : type(target);
        return send(method, target, head(target, "", "", "*/*"), status, type);
    }

    PageLoad send(String method, String target, String head, int status, String type) {
        Answer answer = new Answer(status, type, 100, TOOK.toNanos(), machine.now.plus(TOOK));
        PagePart part = new PagePart(++machine.number, client, machine.now, method, target, answer);
        PageLoad load = machine.grouping.add(part, RequestFields.read(head)).load();
        pass(Duration.ofMillis(5));
        return load;
    }

    private String head(String target, String destination, String referer, String accept) {
        StringBuilder head = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: LocalHost:7890\r\n");
        head.append("User-Agent: ").append(userAgent).append("\r\nAccept: ").append(accept).append("\r\n");
        if (!destination.isEmpty()) {
            head.append("sec-fetch-dest: ").append(destination).append("\r\n");
        }
        if (!referer.isEmpty()) {
            head.append("Referer: http://localhost:7890").append(referer).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static String type(String target) {
        if (target.endsWith(".css")) {
            return "text/css";
        } else if (target.endsWith(".js")) {
            return "text/javascript";
        } else if (target.endsWith(".png")) {
            return "image/png";
        }
        return target.endsWith("/") || target.endsWith(".html") ? "text/html" : "application/octet-stream";
    }

    /** What the cards list, the oldest first. */
    List<String> cards() {
        return machine.grouping.loads().stream()
                .map(load -> load.card(false))
                .map(card -> (card.page() ? "" : "other ") + card.parts().stream()
                        .map(PagePart::target).collect(Collectors.joining(" ")))
                .toList();
    }
}
