package dev.porthole.server.coding;

/**
 * Puts content into a coding. The same content always becomes the same bytes, as long as the program is the same.
 * Takes milliseconds for each hundred kilobytes, so it is nothing for event loops; else for any thread.
 */
@FunctionalInterface
public interface Encoder {

    /**
     * {@return the whole content in the coding}
     *
     * @param content as it is, all of it in memory
     */
    byte[] encode(byte[] content);
}
