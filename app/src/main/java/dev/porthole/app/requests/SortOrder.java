package dev.porthole.app.requests;

/**
 * The order of the rows: that of a column, or that in which the requests came.
 *
 * @param column the column whose values decide; {@link RequestColumn#NUMBER} is the order of arrival
 * @param descending whether the largest comes first
 */
public record SortOrder(RequestColumn column, boolean descending) {

    /** As the requests came, the newest last. */
    public static final SortOrder ARRIVAL = new SortOrder(RequestColumn.NUMBER, false);

    /** Whether this is the order in which the requests came. */
    public boolean isArrival() {
        return equals(ARRIVAL);
    }
}
