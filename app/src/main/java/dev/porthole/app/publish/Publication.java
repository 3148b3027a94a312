package dev.porthole.app.publish;

import java.util.regex.Pattern;

/** A web server for which a configuration can be written. */
public enum Publication {
    /** nginx. */
    NGINX("nginx", ".nginx.conf") {
        @Override
        public String text(Published site, int port) {
            return NginxConfiguration.of(site, port);
        }
    },
    /** Caddy. */
    CADDY("Caddy", ".caddyfile") {
        @Override
        public String text(Published site, int port) {
            return CaddyConfiguration.of(site, port);
        }
    };

    /** The port that is written: the one that web servers have. */
    public static final int USUAL_PORT = 80;

    /** What is not in the names of ordinary files, on any system or in any configuration. */
    private static final Pattern UNUSUAL = Pattern.compile("[^\\p{L}\\p{N}._-]+");
    private static final Pattern EDGES = Pattern.compile("^[.-]+|[.-]+$");

    private final String label;
    private final String ending;

    Publication(String label, String ending) {
        this.label = label;
        this.ending = ending;
    }

    /** Its name. */
    public String label() {
        return label;
    }

    /**
     * What a file with the configuration for a site may be called. Never as the server's main file, which it must not
     * replace; the endings are those by which nginx includes it (conf.d/*.conf) and Caddy tells that it is a Caddyfile.
     */
    public String fileName(String site) {
        String name = EDGES.matcher(UNUSUAL.matcher(site).replaceAll("-")).replaceAll("");
        return (name.isEmpty() ? "site" : name) + ending;
    }

    /** The configuration for a site, which listens on a port. */
    public abstract String text(Published site, int port);
}
