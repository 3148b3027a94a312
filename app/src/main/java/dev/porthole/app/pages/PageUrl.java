package dev.porthole.app.pages;

/**
 * Under which a client knows a page.
 *
 * @param client the client's address, or that and the name of its program
 * @param address host, path and query
 */
record PageUrl(String client, String address) {}
