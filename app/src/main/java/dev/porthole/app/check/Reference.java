package dev.porthole.app.check;

/**
 * A place in a file that leads to another.
 *
 * @param written the address as it is written there
 * @param line the line, from 1 on
 * @param purpose what for
 */
record Reference(String written, int line, Purpose purpose) {

    /** What an address is good for. */
    enum Purpose {
        /** To be visited, or only named. */
        VISIT,
        /** To be shown within the page, as a page of its own. */
        EMBED,
        /** To be loaded as a part of the page: an image, a style, a script, a sound. */
        LOAD
    }

    /** Whether what it leads to is loaded together with the page, rather than visited. */
    boolean loads() {
        return purpose != Purpose.VISIT;
    }
}
