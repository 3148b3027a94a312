package dev.porthole.app.requests;

/** Requests that browsers and their tools send by themselves, and that nobody who made the page asked for. */
final class Noise {

    private Noise() {}

    static boolean is(String target) {
        String path = RequestTexts.withoutQuery(target);
        return path.endsWith(".map")
                || path.endsWith("/favicon.ico")
                || path.endsWith("/robots.txt")
                || path.startsWith("/.well-known/")
                || path.startsWith("/.porthole/")
                || path.startsWith("apple-touch-icon", path.lastIndexOf('/') + 1);
    }
}
