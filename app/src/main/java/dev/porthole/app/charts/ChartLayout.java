package dev.porthole.app.charts;

import java.util.List;
import javafx.geometry.Rectangle2D;

/**
 * Where everything is: the charts one below the other, all over the same time axis.
 *
 * @param top where the first chart begins
 * @param width of everything
 * @param height of everything
 * @param fromMillis the time at the left edge of the plots
 * @param toMillis the time at their right edge
 */
record ChartLayout(double top, double width, double height, long fromMillis, long toMillis) {

    /** The smallest height at which everything can still be read. */
    static final double SMALLEST_HEIGHT = 392;

    /** The room for the time axis, below the charts. */
    static final double AXIS = 24;

    /** The line of words above each plot. */
    static final double HEADER = 24;

    private static final List<Chart> CHARTS = List.of(Chart.values());
    private static final double LEFT = 80;
    private static final double RIGHT = 88;
    private static final double BETWEEN = 6;

    /** The left edge of the plots. */
    double left() {
        return LEFT;
    }

    /** The right edge of the plots. */
    double right() {
        return Math.max(LEFT + 1, width - RIGHT);
    }

    /** The lower edge of the last plot. */
    double bottom() {
        return height - AXIS;
    }

    /** The plot of a chart, without its words. */
    Rectangle2D plot(Chart chart) {
        int place = CHARTS.indexOf(chart);
        boolean last = place == CHARTS.size() - 1;
        double each = (bottom() - top) / CHARTS.size();
        double y = Math.rint(top + place * each + HEADER);
        double end = Math.rint(top + (place + 1) * each - (last ? 0 : BETWEEN));
        return new Rectangle2D(left(), y, right() - left(), Math.max(1, end - y));
    }

    /** Where a moment is; what lies outside is at the edge. */
    double x(long millis) {
        double share = (double) (millis - fromMillis) / (toMillis - fromMillis);
        return left() + Math.clamp(share, 0, 1) * (right() - left());
    }

    /** The moment at a place; what lies outside is at the edge. */
    long millis(double x) {
        double share = Math.clamp((x - left()) / (right() - left()), 0, 1);
        return fromMillis + Math.round(share * (toMillis - fromMillis));
    }
}
