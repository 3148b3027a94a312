package dev.porthole.app.check;

/**
 * A place in a file that leads to another.
 *
 * @param written the address as it is written there
 * @param line the line, from 1 on
 * @param loads whether what it leads to is loaded together with the page, rather than visited
 */
record Reference(String written, int line, boolean loads) {}
