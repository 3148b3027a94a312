package dev.porthole.server.hosting;

import java.util.List;

/** The services for static sites whose way of answering can be previewed. */
public enum HostingService {
    /** None: Porthole's own way. */
    NONE(""),
    /** GitHub Pages. */
    GITHUB_PAGES("GitHub Pages"),
    /** Netlify. */
    NETLIFY("Netlify"),
    /** Cloudflare Pages. */
    CLOUDFLARE_PAGES("Cloudflare Pages");

    /**
     * A header field that a service sends with every file by itself.
     *
     * @param name the field's name
     * @param value its value
     */
    public record Default(String name, String value) {}

    private final String label;

    HostingService(String label) {
        this.label = label;
    }

    /** {@return its name, which is the same in every language; empty for none} */
    public String label() {
        return label;
    }

    /** What it sends by itself. */
    List<Default> defaults() {
        return switch (this) {
            case NONE -> List.of();
            case GITHUB_PAGES -> List.of(
                    new Default("Cache-Control", "max-age=600"), new Default("Access-Control-Allow-Origin", "*"));
            case NETLIFY -> List.of(new Default("Cache-Control", "public,max-age=0,must-revalidate"));
            case CLOUDFLARE_PAGES -> List.of(
                    new Default("Cache-Control", "public, max-age=0, must-revalidate"),
                    new Default("Access-Control-Allow-Origin", "*"),
                    new Default("Referrer-Policy", "strict-origin-when-cross-origin"));
        };
    }

    /** {@return whether it takes its rules from {@code _headers} and {@code _redirects}} */
    public boolean readsFiles() {
        return this == NETLIFY || this == CLOUDFLARE_PAGES;
    }
}
