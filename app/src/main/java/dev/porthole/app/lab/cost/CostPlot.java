package dev.porthole.app.lab.cost;

import java.util.stream.IntStream;

/**
 * Where things are in the chart: both axes logarithmic, and always the same, so that points stay where they came.
 *
 * @param left the left edge of the lines' room
 * @param top its upper edge
 * @param width its width
 * @param height its height
 */
record CostPlot(double left, double top, double width, double height) {

    /** The powers of ten at the ends of the axes: descriptors, and nanoseconds. */
    static final int FEWEST = 1;
    static final int MOST = 4;
    static final int SHORTEST = 2;
    static final int LONGEST = 8;

    private static final double TEN = 10;

    /** Where a number of descriptors is. */
    double x(double size) {
        return left + width * (Math.log10(size) - FEWEST) / (MOST - FEWEST);
    }

    /** Where a time is. */
    double y(double nanos) {
        double share = (Math.log10(nanos) - SHORTEST) / (LONGEST - SHORTEST);
        return top + height * (1 - Math.clamp(share, 0, 1));
    }

    /** The lines of the axis of descriptors. */
    static double[] sizes() {
        return powers(FEWEST, MOST);
    }

    /** The lines of the axis of time. */
    static double[] times() {
        return powers(SHORTEST, LONGEST);
    }

    private static double[] powers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToDouble(exponent -> Math.pow(TEN, exponent)).toArray();
    }
}
