package dev.porthole.app.view;

/** Where in the window a key does what the sheet of keys says. */
public enum KeyArea {
    /** Everywhere. */
    WINDOW,
    /** In the list of sites. */
    SITES,
    /** In the fields of folder and port. */
    STRIP,
    /** In the table of requests. */
    REQUESTS,
    /** In the field of the filter. */
    FILTER,
    /** In the list of page loads. */
    PAGES,
    /** In the heads that the inspector shows. */
    HEAD,
    /** In the table of connections. */
    CONNECTIONS,
    /** In the charts. */
    CHARTS,
    /** In the lab. */
    LAB,
    /** In the picture of the event loop. */
    LOOP;

    /** The key of its name in the messages. */
    public String text() {
        return "keys." + name();
    }
}
