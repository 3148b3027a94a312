package dev.porthole.server.http;

import java.time.Duration;

/**
 * How much, and for how long, the server puts up with a client. Everything that a client can make grow has
 * a limit here.
 *
 * @param firstByte from accepting a connection to its first byte
 * @param requestHead from the first byte of a head to its last, however steadily it drips
 * @param requestBody from the end of a head to the end of its body
 * @param keepAlive from the end of an answer to the first byte of the next request
 * @param writeStall how long a client may accept not one byte of its answer
 * @param ping how often a WebSocket is asked for a sign of life; after two pings without one it is closed
 * @param linger how long to go on reading after a refusal, so that the client can read it (RFC 9112
 *     section 9.6)
 * @param requestLineBytes longest request line; beyond it 414
 * @param headerSectionBytes largest header section; beyond it 431
 * @param headerLines most header lines; beyond it 431
 * @param bodyBytes largest request body that is read past; beyond it 413
 * @param chunkExtensionBytes most bytes of chunk extensions in one body
 * @param trailerBytes most bytes of trailer fields
 * @param ranges most ranges in one Range header; beyond it the header is ignored
 * @param connections most connections open at once
 * @param memoryBytes most bytes of small files kept in memory; with 0 every request is answered from disk
 */
public record HttpLimits(
        Duration firstByte,
        Duration requestHead,
        Duration requestBody,
        Duration keepAlive,
        Duration writeStall,
        Duration ping,
        Duration linger,
        int requestLineBytes,
        int headerSectionBytes,
        int headerLines,
        int bodyBytes,
        int chunkExtensionBytes,
        int trailerBytes,
        int ranges,
        int connections,
        long memoryBytes) {

    /** The limits of a server that was told nothing else. */
    public static final HttpLimits DEFAULT = new HttpLimits(
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            16 << 10,
            32 << 10,
            200,
            256 << 10,
            4 << 10,
            8 << 10,
            16,
            16_384,
            32L << 20);

    /**
     * {@return the same limits with other times for connections, in the order of the record's components}
     *
     * @param newFirstByte for the first byte of a new connection
     * @param newRequestHead for a whole head, from its first byte
     * @param newRequestBody for a whole body
     * @param newKeepAlive between an answer and the next request
     * @param newWriteStall while a client takes nothing of an answer
     * @param newLinger for what a client still sends after the last answer
     */
    public HttpLimits withTimes(
            Duration newFirstByte,
            Duration newRequestHead,
            Duration newRequestBody,
            Duration newKeepAlive,
            Duration newWriteStall,
            Duration newLinger) {
        return new HttpLimits(
                newFirstByte, newRequestHead, newRequestBody, newKeepAlive, newWriteStall, ping, newLinger,
                requestLineBytes, headerSectionBytes, headerLines, bodyBytes, chunkExtensionBytes,
                trailerBytes, ranges, connections, memoryBytes);
    }

    /**
     * {@return the same limits with other pings}
     *
     * @param newPing how often a WebSocket is asked for a sign of life
     */
    public HttpLimits withPing(Duration newPing) {
        return new HttpLimits(
                firstByte, requestHead, requestBody, keepAlive, writeStall, newPing, linger, requestLineBytes,
                headerSectionBytes, headerLines, bodyBytes, chunkExtensionBytes, trailerBytes, ranges, connections,
                memoryBytes);
    }

    /**
     * {@return the same limits with another number of connections}
     *
     * @param newConnections open at once
     */
    public HttpLimits withConnections(int newConnections) {
        return new HttpLimits(
                firstByte, requestHead, requestBody, keepAlive, writeStall, ping, linger, requestLineBytes,
                headerSectionBytes, headerLines, bodyBytes, chunkExtensionBytes, trailerBytes, ranges,
                newConnections, memoryBytes);
    }

    /**
     * {@return the same limits with another size of the memory for files}
     *
     * @param newMemoryBytes for all event loops together; 0 keeps no file in memory
     */
    public HttpLimits withMemoryBytes(long newMemoryBytes) {
        return new HttpLimits(
                firstByte, requestHead, requestBody, keepAlive, writeStall, ping, linger, requestLineBytes,
                headerSectionBytes, headerLines, bodyBytes, chunkExtensionBytes, trailerBytes, ranges,
                connections, newMemoryBytes);
    }
}
