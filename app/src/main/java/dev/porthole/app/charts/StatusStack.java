package dev.porthole.app.charts;

import java.util.ArrayList;
import java.util.List;

/**
 * The classes of status of one sample, one on the other: 1xx at the bottom, 5xx at the top, so that errors
 * hang from the upper edge and can be compared. What occurred at all can be seen, however rare it is.
 *
 * @param bands the classes that occurred, from bottom to top
 */
record StatusStack(List<Band> bands) {

    /** Copies the bands. */
    StatusStack {
        bands = List.copyOf(bands);
    }

    /**
     * One class.
     *
     * @param statusClass 1 to 5
     * @param from its lower edge, above the base
     * @param to its upper edge
     */
    record Band(int statusClass, double from, double to) {}

    /**
     * Stacks answers, of which there is at least one.
     *
     * @param height how high all of them are together
     * @param least how high a class is at least
     */
    static StatusStack of(StatusCounts statuses, double height, double least) {
        double[] heights = new double[StatusCounts.CLASSES + 1];
        int largest = 1;
        double sum = 0;
        for (int statusClass = 1; statusClass <= StatusCounts.CLASSES; statusClass++) {
            long count = statuses.of(statusClass);
            heights[statusClass] = count == 0 ? 0 : Math.max(least, height * count / statuses.total());
            sum += heights[statusClass];
            largest = heights[statusClass] > heights[largest] ? statusClass : largest;
        }
        heights[largest] -= sum - height;
        List<Band> bands = new ArrayList<>();
        double from = 0;
        for (int statusClass = 1; statusClass <= StatusCounts.CLASSES; statusClass++) {
            if (heights[statusClass] > 0) {
                bands.add(new Band(statusClass, from, from + heights[statusClass]));
                from += heights[statusClass];
            }
        }
        return new StatusStack(bands);
    }
}
