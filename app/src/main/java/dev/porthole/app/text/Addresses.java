package dev.porthole.app.text;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** Internet addresses as people write them. */
public final class Addresses {

    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|(?=%)|$)");

    private Addresses() {}

    /** An address without what can be left out: {@code ::1}, not {@code 0:0:0:0:0:0:0:1} (RFC 5952). */
    public static String shortText(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet6Address ? ZEROS.matcher(text).replaceFirst("::") : text;
    }
}
