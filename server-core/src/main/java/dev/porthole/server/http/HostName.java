package dev.porthole.server.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The host part of a Host field or of an absolute target (RFC 9110 section 7.2, RFC 3986 section 3.2).
 *
 * @param name in lower case; an IPv6 literal without its brackets
 * @param address the address, when the name is an IP literal
 */
record HostName(String name, @Nullable InetAddress address) {

    /** Takes {@code host [":" port]} apart; empty when it breaks the grammar. */
    static Optional<HostName> parse(String hostAndPort) {
        String host;
        String port;
        if (hostAndPort.startsWith("[")) {
            int close = hostAndPort.indexOf(']');
            if (close < 0) {
                return Optional.empty();
            }
            host = hostAndPort.substring(1, close);
            port = hostAndPort.substring(close + 1);
            if (host.indexOf(':') < 0 || host.indexOf('%') >= 0) {
                return Optional.empty();
            }
        } else {
            int colon = hostAndPort.indexOf(':');
            host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
            port = colon < 0 ? "" : hostAndPort.substring(colon);
            if (!isRegisteredName(host)) {
                return Optional.empty();
            }
        }
        if (host.isEmpty() || !isPort(port)) {
            return Optional.empty();
        }
        InetAddress literal = null;
        boolean isLiteral = hostAndPort.startsWith("[") || looksLikeIpv4(host);
        if (isLiteral) {
            try {
                literal = InetAddress.ofLiteral(host);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(new HostName(host.toLowerCase(Locale.ROOT), literal));
    }

    /** localhost and the names under it, which never leave the computer (RFC 6761 section 6.3). */
    boolean isLocalhost() {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return bare.equals("localhost") || bare.endsWith(".localhost");
    }

    private static boolean looksLikeIpv4(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (!Grammar.isDigits(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPort(String port) {
        if (port.isEmpty() || port.equals(":")) {
            return true;
        }
        String digits = port.substring(1);
        return port.charAt(0) == ':'
                && Grammar.isDigits(digits)
                && digits.length() <= 5
                && Integer.parseInt(digits) <= 65_535;
    }

    private static boolean isRegisteredName(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '%') {
                if (i + 2 >= host.length()
                        || Grammar.hexDigit(host.charAt(i + 1)) < 0
                        || Grammar.hexDigit(host.charAt(i + 2)) < 0) {
                    return false;
                }
            } else if (!(c < 128 && Character.isLetterOrDigit(c)) && "-._~!$&'()*+,;=".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
