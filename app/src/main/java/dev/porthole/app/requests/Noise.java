package dev.porthole.app.requests;

/** Requests that browsers and their tools send by themselves, and that nobody who made the page asked for. */
public final class Noise {

    private Noise() {}

    /** Whether a target is one that they ask for. */
    public static boolean is(String target) {
        String path = RequestTexts.withoutQuery(target);
        return path.endsWith(".map")
                || path.endsWith("/favicon.ico")
                || path.endsWith("/robots.txt")
                || path.startsWith("/.well-known/")
                || path.startsWith("/.porthole/")
                || path.startsWith("apple-touch-icon", path.lastIndexOf('/') + 1);
    }
}
