package dev.porthole.app.text;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** Internet addresses as people write them. */
public final class Addresses {

    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|(?=%)|$)");

    private Addresses() {}

    /** The beginning of an absolute address, up to its path: scheme, host and port (RFC 6454 section 4). */
    public static String origin(String address) {
        int path = address.indexOf('/', address.indexOf("://") + 3);
        return path < 0 ? address : address.substring(0, path);
    }

    /** An address without what can be left out: {@code ::1}, not {@code 0:0:0:0:0:0:0:1} (RFC 5952). */
    public static String shortText(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet6Address ? ZEROS.matcher(text).replaceFirst("::") : text;
    }
}
