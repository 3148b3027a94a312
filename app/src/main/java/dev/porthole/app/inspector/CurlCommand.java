package dev.porthole.app.inspector;

import dev.porthole.app.text.Addresses;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.RequestReceived;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes a request as a command for a shell, so that it can be sent again and shared. */
public final class CurlCommand {

    /** What curl writes by itself, and what belongs to a body that is not kept. */
    private static final Set<String> LEFT_OUT =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect");

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Path authority;

    /**
     * Writes commands that work as they are.
     *
     * @param authority the certificate of the authority that vouches for sites with HTTPS, which curl has to be told
     */
    public CurlCommand(Path authority) {
        this.authority = authority;
    }

    /** The command for a request as the log keeps it, to the site with this address. */
    public String of(String site, Exchange exchange) {
        RequestReceived request = exchange.request();
        List<HeadLine> head = HeadLine.split(request.http1Head());
        return of(site, request.method(), target(request.target(), head), head);
    }

    /** The log keeps only the beginning of a very long target; the head has all of it. */
    private static String target(String target, List<HeadLine> head) {
        if (target.length() < EventLog.LONGEST_TEXT || head.isEmpty()) {
            return target;
        }
        String line = head.getFirst().text();
        return line.substring(line.indexOf(' ') + 1, Math.max(line.indexOf(' ') + 1, line.lastIndexOf(' ')));
    }

    /**
     * The command.
     *
     * @param site the site's address
     * @param method the request's method
     * @param target the request's target as sent
     * @param head the request's head, empty when it is no longer kept
     */
    String of(String site, String method, String target, List<HeadLine> head) {
        StringBuilder command = new StringBuilder("curl -i");
        if (method.equals("HEAD")) {
            command.append(" --head");
        } else if (!method.equals("GET") && !method.isEmpty()) {
            command.append(" --request ").append(quote(method));
        }
        if (site.startsWith("https:")) {
            command.append(" --cacert ").append(quote(authority.toString()));
        }
        // curl would tidy /../ away and read [1-3] as a list of pages; what was sent is what is sent again.
        if (target.contains("./")) {
            command.append(" --path-as-is");
        }
        if (target.chars().anyMatch(c -> "[]{}".indexOf(c) >= 0)) {
            command.append(" --globoff");
        }
        command.append(' ').append(quote(Addresses.origin(site)
                + (target.startsWith("/") ? encode(target) : "/")));
        for (HeadLine line : head) {
            String name = line.name().replace(":", "");
            boolean leftOut = LEFT_OUT.contains(name.toLowerCase(Locale.ROOT));
            if (line.number() > 0 && !name.isEmpty() && (!leftOut || isAnotherHost(line, site))) {
                command.append(" \\\n  --header ").append(quote(line.text()));
            }
        }
        return command.toString();
    }

    /** A Host that curl would not send by itself may be the very reason for the answer. */
    private static boolean isAnotherHost(HeadLine line, String site) {
        String text = line.text();
        String own = URI.create(site).getAuthority();
        return text.regionMatches(true, 0, "Host:", 0, 5) && !text.substring(5).strip().equals(own);
    }

    /** Writes every byte of the target that is no visible ASCII as its code, so that curl sends the same. */
    private static String encode(String target) {
        StringBuilder encoded = new StringBuilder(target.length());
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                encoded.append('%').append(HEX.toHexDigits((byte) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    /** A terminal may take a control character for a key that was pressed, even between quotation marks. */
    static String quote(String text) {
        return "'" + CONTROL.matcher(text).replaceAll("").replace("'", "'\\''") + "'";
    }
}
