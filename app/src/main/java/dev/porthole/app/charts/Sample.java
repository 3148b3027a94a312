package dev.porthole.app.charts;

/**
 * What happened in one interval: a second, or several made into one. Counts are exact and add up; what would
 * be lost by adding, the highest rate of any second within, is kept beside them.
 *
 * @param startMillis when it began, milliseconds since 1970
 * @param endMillis when it ended; not part of it
 * @param watchedMillis how much of it the site was running, milliseconds
 * @param requests requests received
 * @param sentBytes bytes sent by finished answers, heads included
 * @param requestPeak the most requests a second within
 * @param bytePeak the most bytes a second within
 * @param openConnections connections open at its end
 * @param openPeak the most connections seen open at the end of a second
 * @param statuses answers by class of status
 * @param latencies how long the answers took
 */
record Sample(
        long startMillis,
        long endMillis,
        long watchedMillis,
        long requests,
        long sentBytes,
        double requestPeak,
        double bytePeak,
        long openConnections,
        long openPeak,
        StatusCounts statuses,
        Latencies latencies) {

    private static final double MILLIS_PER_SECOND = 1_000;

    /** Two samples further apart than this have a time between them in which the site did not run. */
    private static final long LONGEST_JOINT_MILLIS = 900;

    /** Requests a second, on average. */
    double requestRate() {
        return requests * MILLIS_PER_SECOND / watchedMillis;
    }

    /** Bytes a second, on average. */
    double byteRate() {
        return sentBytes * MILLIS_PER_SECOND / watchedMillis;
    }

    /** Whether this one goes on where another ended. */
    boolean follows(Sample earlier) {
        return startMillis - earlier.endMillis <= LONGEST_JOINT_MILLIS;
    }

    /** This one and a later one as one; latencies cannot be added and are given. */
    Sample with(Sample later, Latencies ofBoth) {
        return new Sample(
                startMillis,
                later.endMillis,
                watchedMillis + later.watchedMillis,
                requests + later.requests,
                sentBytes + later.sentBytes,
                Math.max(requestPeak, later.requestPeak),
                Math.max(bytePeak, later.bytePeak),
                later.openConnections,
                Math.max(openPeak, later.openPeak),
                statuses.plus(later.statuses),
                ofBoth);
    }

    /** The same with other latencies. */
    Sample withLatencies(Latencies others) {
        return new Sample(startMillis, endMillis, watchedMillis, requests, sentBytes, requestPeak, bytePeak,
                openConnections, openPeak, statuses, others);
    }
}
