package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** File names that have been the undoing of one server or another. */
final class Names {

    private static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("space", "two words.txt");
        ALL.put("space-first", " first.txt");
        ALL.put("space-last", "last.txt ");
        ALL.put("amp", "salt & pepper.txt");
        ALL.put("entity", "&lt;&amp;&#65;.txt");
        ALL.put("tag", "<x-evil>.txt");
        ALL.put("tag-attr", "<x-evil onclick=alert(1)>.txt");
        ALL.put("attr", "x\" onmouseover=\"alert(1).txt");
        ALL.put("attr-single", "x' onmouseover='alert(1).txt");
        ALL.put("comment", "<!-- .txt");
        ALL.put("dquote", "say \"hi\".txt");
        ALL.put("apos", "it's.txt");
        ALL.put("backtick", "`x`.txt");
        ALL.put("percent", "100%.txt");
        ALL.put("pctseq", "%41%2e%2e%2f.txt");
        ALL.put("pct-nul", "%00.txt");
        ALL.put("hash", "a#b.txt");
        ALL.put("qmark", "what?.txt");
        ALL.put("plus", "a+b.txt");
        ALL.put("equals", "a=b&c=d.txt");
        ALL.put("semicolon", "a;b.txt");
        ALL.put("comma", "a,b.txt");
        ALL.put("colon", "a:b.txt");
        ALL.put("scheme", "javascript:alert(1)");
        ALL.put("scheme-http", "http:evil.txt");
        ALL.put("brackets", "[1](2){3}.txt");
        ALL.put("tilde", "~user.txt");
        ALL.put("at", "@home.txt");
        ALL.put("dash", "-rf.txt");
        ALL.put("dollar", "$HOME.txt");
        ALL.put("star", "*.txt");
        ALL.put("pipe", "a|b^c.txt");
        ALL.put("backslash", "a\\b.txt");
        ALL.put("backslash-dots", "x..\\secret.txt");
        ALL.put("tab", "a\tb.txt");
        ALL.put("newline", "a\nb.txt");
        ALL.put("crlf", "a\r\nX-Injected: b.txt");
        ALL.put("ctl", "a\u0001b\u007f.txt");
        ALL.put("dots-inside", "foo..bar");
        ALL.put("dots-last", "foo..");
        ALL.put("long", "n".repeat(251) + ".txt");
        if (ServedFolder.unicodeNames()) {
            ALL.put("latin", "café.txt");
            ALL.put("nfd", "cafe\u0301.txt");
            ALL.put("cjk", "请输入.txt");
            ALL.put("emoji", "\ud83d\ude80\ud83d\udc69\u200d\ud83d\ude80.txt");
            ALL.put("rtl", "שלום.txt");
            ALL.put("rtl-override", "harmless\u202egpj.exe");
            ALL.put("nbsp", "a\u00a0b.txt");
            ALL.put("line-separator", "a\u2028b.txt");
            ALL.put("long-cjk", "文".repeat(83) + ".txt");
        }
    }

    private Names() {}

    static Map<String, String> all() {
        return ALL;
    }

    /** Rows of (id, name) for a parameterized test. */
    static Stream<Arguments> rows(String prefix) {
        return ALL.entrySet().stream().map(entry -> arguments(prefix + entry.getKey(), entry.getValue()));
    }

    /** Writes a file of each name, whose content is the name. */
    static void writeInto(ServedFolder folder, String directory) throws Exception {
        for (String name : ALL.values()) {
            folder.file(directory + "/" + name, name);
        }
    }

    /** Every byte percent-encoded, also those that need not be. */
    static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : name.getBytes(UTF_8)) {
            encoded.append(String.format("%%%02x", octet & 0xff));
        }
        return encoded.toString();
    }

    /** Only what may not stand in a path is percent-encoded (RFC 3986 section 3.3). */
    static String sparinglyEncoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : name.getBytes(UTF_8)) {
            boolean plain = octet > 0x20
                    && "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@"
                    .indexOf(octet) >= 0;
            encoded.append(plain ? String.valueOf((char) octet) : String.format("%%%02X", octet & 0xff));
        }
        return encoded.toString();
    }
}
