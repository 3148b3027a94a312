package dev.porthole.app.updates;

import dev.porthole.app.platform.ProgramVersion;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom to ask for the newest version: an address that answers as GitHub does to {@code releases/latest}. The build
 * writes it down; whoever starts the program may name another one.
 */
final class ReleaseAddress {

    /** The property of the build, and the system property that overrides it. */
    static final String PROPERTY = "porthole.releases";

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final int HIGHEST_PORT = 65_535;

    private ReleaseAddress() {}

    /** What this copy was told; empty for nothing. */
    static String configured() {
        return System.getProperty(PROPERTY, ProgramVersion.releases()).strip();
    }

    /** The address, if it may be asked: by HTTPS, or on this computer. */
    static Optional<URI> parse(String text) {
        return absolute(text).filter(uri -> isSecure(uri)
                || "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.matcher(uri.getHost()).matches());
    }

    /**
     * A page, if it is one by HTTPS of the site that was asked: of the same host, or of one whose part that host is,
     * as {@code api.github.com} is one of {@code github.com}.
     */
    static Optional<URI> page(String text, URI asked) {
        String askedHost = asked.getHost().toLowerCase(Locale.ROOT);
        return absolute(text).filter(ReleaseAddress::isSecure).filter(page -> {
            String host = page.getHost().toLowerCase(Locale.ROOT);
            return host.equals(askedHost) || host.contains(".") && askedHost.endsWith("." + host);
        });
    }

    /** Where an answer sends on to, if that is the same host, and not less secure. */
    static Optional<URI> redirect(URI from, String location) {
        try {
            return parse(from.resolve(new URI(location)).toString())
                    .filter(to -> to.getHost().equalsIgnoreCase(from.getHost()))
                    .filter(to -> isSecure(to) || !isSecure(from));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> absolute(String text) {
        try {
            URI uri = new URI(text);
            boolean whole = uri.getHost() != null && uri.getUserInfo() == null && uri.getPort() <= HIGHEST_PORT;
            return whole ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }
}
