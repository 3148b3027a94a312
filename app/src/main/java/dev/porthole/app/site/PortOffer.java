package dev.porthole.app.site;

import dev.porthole.app.text.Phrase;

/**
 * The port cannot be had, and another one could.
 *
 * @param reason why not
 * @param port the free port to take instead
 */
public record PortOffer(Phrase reason, int port) {}
