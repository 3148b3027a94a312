package dev.porthole.app.publish;

/** A web server for which a configuration can be written. */
public enum Publication {
    /** nginx. */
    NGINX("nginx", "nginx.conf") {
        @Override
        public String text(Published site, int port) {
            return NginxConfiguration.of(site, port);
        }
    },
    /** Caddy. */
    CADDY("Caddy", "caddy.caddyfile") {
        @Override
        public String text(Published site, int port) {
            return CaddyConfiguration.of(site, port);
        }
    };

    /** The port that is written: the one that web servers have. */
    public static final int USUAL_PORT = 80;

    private final String label;
    private final String fileName;

    Publication(String label, String fileName) {
        this.label = label;
        this.fileName = fileName;
    }

    /** Its name. */
    public String label() {
        return label;
    }

    /** What a file with its configuration may be called. */
    public String fileName() {
        return fileName;
    }

    /** The configuration for a site, which listens on a port. */
    public abstract String text(Published site, int port);
}
