package dev.porthole.server.transport;

/**
 * What the system's TCP knows of one connection at one moment: TCP_INFO of tcp(7), as Linux tells it. Times are
 * microseconds, segments are TCP's.
 *
 * @param descriptor the socket's file descriptor in this program
 * @param roundTripMicros the smoothed round trip time
 * @param roundTripVarianceMicros how much it varies
 * @param leastRoundTripMicros the shortest round trip seen lately
 * @param retransmits how many segments were sent again, over the life of the connection
 * @param congestionWindow how many segments may be on their way at once
 * @param segmentBytes how many bytes a segment carries at most (MSS)
 * @param unacknowledged how many segments are on their way, not yet acknowledged
 * @param notSentBytes bytes that were handed to the system and have not left it
 * @param acknowledgedBytes bytes that the client's system has acknowledged, over the life of the connection
 * @param deliveryBytesPerSecond how fast bytes were last delivered; 0 while that is not known
 * @param busyMicros for how long there were bytes to send
 * @param receiverLimitedMicros for how long of that the client's receive window was full: it read too slowly
 * @param congestionControl the name of the congestion control algorithm, for example {@code cubic}
 */
public record TcpInfo(
        int descriptor,
        long roundTripMicros,
        long roundTripVarianceMicros,
        long leastRoundTripMicros,
        long retransmits,
        long congestionWindow,
        long segmentBytes,
        long unacknowledged,
        long notSentBytes,
        long acknowledgedBytes,
        long deliveryBytesPerSecond,
        long busyMicros,
        long receiverLimitedMicros,
        String congestionControl) {}
