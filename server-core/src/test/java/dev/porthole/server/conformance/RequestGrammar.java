package dev.porthole.server.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Makes requests the way clients do, and the way they might. Most repeat a request line and a header section
 * that others have sent byte for byte; the rest are drawn field by field. One source of chance decides it all.
 */
final class RequestGrammar {

    private static final List<String> ODD_TARGETS = List.of(
            "/missing.txt", "/sub", "/sub/", "/deep/", "/sub/?sort=size", "/.hidden", "/letters.txt/",
            "/sub/../letters.txt", "/%2e%2e/letters.txt", "/letters%2Etxt", "/let%ters.txt", "//letters.txt",
            "http://localhost/letters.txt", "http://evil.example/letters.txt", "*", "letters.txt",
            "/Letters.txt", "/letters.txt#part", "/large.bin");

    private static final List<String> HOSTS = List.of(
            "localhost", "localhost", "localhost", "localhost:8080", "127.0.0.1", "[::1]:80", "LocalHost",
            "evil.example", "", "local host", "localhost:port", "localhost:99999", "localhost,localhost");

    private static final List<String> PLAIN_FIELDS = List.of(
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept: */*", "Accept-Encoding: gzip, deflate, br, zstd", "Accept-Language: en-GB,en;q=0.5",
            "Accept-Language: zh-CN,zh;q=0.9", "Cookie: theme=dark; session=0123456789abcdef0123456789abcdef",
            "Sec-Fetch-Dest: document", "Sec-Fetch-Mode: navigate", "Upgrade-Insecure-Requests: 1", "DNT: 1",
            "Cache-Control: max-age=0", "Pragma: no-cache", "Referer: http://localhost/sub/", "X-Empty:",
            "X-Tabs:\tone\ttwo\t", "X-Odd: caf\u00e9 \u00fc", "Origin: http://localhost", "Priority: u=0, i",
            "Connection: keep-alive", "Connection: keep-alive");

    private static final List<String> RARE_FIELDS = List.of(
            "Connection: close", "Connection: Close, x", "Connection: upgrade", "Upgrade: h2c",
            "Expect: 100-continue", "Expect: coffee", "TE: trailers", "Proxy-Connection: close",
            "Content-Length: 0", "Content-Length: -1", "Content-Length: 00", "Content-Length: 99999999",
            "Transfer-Encoding: gzip", "Transfer-Encoding: identity", "X-Folded: one\r\n two", "No colon",
            "X Blank: 1", ": no name", "X-Nul: \0", "Host: localhost", "HTTP2-Settings: AAMAAABkAAQCAAAAAA");

    private static final List<String> RANGES = List.of(
            "bytes=0-1", "bytes=-5", "bytes=3-", "bytes=99999999-", "bytes=1-0", "bytes=x", "lines=1-2",
            "bytes=0-0,5-6", "bytes=0-3, 2-9 ,-1", "bytes=", "bytes=0-18446744073709551616");

    private static final List<String> DATES = List.of(
            "Fri, 02 Jan 2026 03:04:05 GMT", "Fri, 02 Jan 2026 03:04:04 GMT", "Thu, 01 Jan 1998 00:00:00 GMT",
            "Friday, 02-Jan-26 03:04:05 GMT", "Fri Jan  2 03:04:05 2026", "yesterday", "");

    private static final List<String> METHODS = List.of(
            "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "BREW", "get", "Head", "GETS");

    private static final List<String> VERSIONS =
            List.of("HTTP/1.0", "HTTP/1.0", "HTTP/1.9", "HTTP/2.0", "http/1.1", "HTTP/1.1 ", "");

    private final List<String> files;
    private final Map<String, String> tags;
    private final List<String> familiar = new ArrayList<>();

    /**
     * A grammar over files that exist.
     *
     * @param tags the entity tag of each target that leads to a small file
     */
    RequestGrammar(Map<String, String> tags) {
        this.tags = tags;
        this.files = tags.keySet().stream().sorted().toList();
        Random same = new Random(0);
        for (int i = 0; i < 24; i++) {
            familiar.add(quietSection(same, files.get(i % files.size()), 1 + i % 8));
        }
    }

    /** Every request line and header section that most requests repeat. */
    List<String> familiarRequests() {
        List<String> requests = new ArrayList<>();
        for (String method : List.of("GET", "HEAD")) {
            for (String file : files) {
                for (String section : familiar) {
                    requests.add(method + " " + file + " HTTP/1.1\r\n" + section);
                }
            }
        }
        return requests;
    }

    /** One request, whole and with its body. */
    String request(Random random) {
        String target = chance(random, 80) ? one(random, files) : one(random, ODD_TARGETS);
        String method = chance(random, 75) ? "GET" : chance(random, 70) ? "HEAD" : one(random, METHODS);
        String version = chance(random, 96) ? "HTTP/1.1" : one(random, VERSIONS);
        String line = method + " " + target + " " + version + "\r\n";
        if (chance(random, 65)) {
            return line + one(random, familiar);
        }
        if (chance(random, 40)) {
            return line + quietSection(random, target, random.nextInt(10));
        }
        return line + loudSection(random, target);
    }

    /** Fields that only say who asks, and at most one If-None-Match. */
    private String quietSection(Random random, String target, int count) {
        StringBuilder section = new StringBuilder("Host: localhost\r\n");
        for (int i = 0; i < count; i++) {
            section.append(one(random, PLAIN_FIELDS)).append("\r\n");
        }
        if (chance(random, 30)) {
            section.append("If-None-Match: ").append(tagList(random, target)).append("\r\n");
        }
        return section.append("\r\n").toString();
    }

    /** Fields of every kind in any order, and perhaps a body. */
    private String loudSection(Random random, String target) {
        List<String> lines = new ArrayList<>();
        lines.add("Host: " + (chance(random, 90) ? "localhost" : one(random, HOSTS)));
        int count = random.nextInt(7);
        for (int i = 0; i < count; i++) {
            lines.add(random.nextInt(lines.size() + 1), field(random, target));
        }
        if (chance(random, 2)) {
            lines.remove(random.nextInt(lines.size()));
        }
        String body = "";
        if (chance(random, 15)) {
            String content = one(random, List.of("a=b", "GET /other.txt HTTP/1.1\r\nHost: localhost\r\n\r\n", ""));
            if (chance(random, 50)) {
                lines.add("Content-Length: " + content.length());
                body = content;
            } else {
                lines.add("Transfer-Encoding: " + one(random, List.of("chunked", "Chunked", "gzip, chunked")));
                body = chunks(random, content);
            }
        }
        return String.join("\r\n", lines) + "\r\n\r\n" + body;
    }

    private String field(Random random, String target) {
        return switch (random.nextInt(16)) {
            case 0, 1 -> "If-None-Match: " + tagList(random, target);
            case 2 -> "If-Modified-Since: " + one(random, DATES);
            case 3 -> "If-Match: " + tagList(random, target);
            case 4 -> "If-Unmodified-Since: " + one(random, DATES);
            case 5 -> "Range: " + one(random, RANGES);
            case 6 -> "If-Range: " + (chance(random, 50) ? tag(random, target) : one(random, DATES));
            case 7 -> one(random, RARE_FIELDS);
            case 8 -> "X-Long: " + "x".repeat(random.nextInt(4_500));
            default -> respelled(random, one(random, PLAIN_FIELDS));
        };
    }

    /** The same field with its name in another case, or with more or less blank space about the value. */
    private static String respelled(Random random, String field) {
        int colon = field.indexOf(':');
        String name = field.substring(0, colon);
        String value = field.substring(colon + 1).strip();
        return switch (random.nextInt(4)) {
            case 0 -> name.toUpperCase(Locale.ROOT) + ": " + value;
            case 1 -> name.toLowerCase(Locale.ROOT) + ":" + value;
            case 2 -> name + ": \t " + value + " \t";
            default -> field;
        };
    }

    private String tagList(Random random, String target) {
        StringBuilder list = new StringBuilder(tag(random, target));
        while (chance(random, 25)) {
            list.append(one(random, List.of(", ", ",", " , ,", " "))).append(tag(random, target));
        }
        return list.toString();
    }

    private String tag(Random random, String target) {
        String right = tags.getOrDefault(target, "\"none\"");
        return switch (random.nextInt(8)) {
            case 0 -> "*";
            case 1 -> "W/" + right;
            case 2 -> tags.get(one(random, files));
            case 3 -> "\"\"";
            case 4 -> one(random, List.of("w/" + right, right.substring(1), "\"a\"b\"", "\"x, " + right, "x"));
            default -> right;
        };
    }

    private static String chunks(Random random, String content) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (at < content.length()) {
            int length = 1 + random.nextInt(content.length() - at);
            body.append(Integer.toHexString(length)).append(chance(random, 20) ? ";x=\"y\"" : "").append("\r\n");
            body.append(content, at, at + length).append("\r\n");
            at += length;
        }
        return body + "0\r\n" + (chance(random, 20) ? "X-Trailer: 1\r\n" : "") + "\r\n";
    }

    static boolean chance(Random random, int percent) {
        return random.nextInt(100) < percent;
    }

    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
