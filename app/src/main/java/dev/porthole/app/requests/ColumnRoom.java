package dev.porthole.app.requests;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Which columns give way in a narrow table, so that the path can be read and nothing scrolls sideways. */
final class ColumnRoom {

    /** Enough for a folder and a name, in pixels. */
    static final double PATH = 150;

    /** Those whose news is also in the inspector or in another column go first. */
    private static final List<RequestColumn> IN_ORDER =
            List.of(RequestColumn.BAR, RequestColumn.TYPE, RequestColumn.CONNECTION);

    private ColumnRoom() {}

    /**
     * The columns that are shown.
     *
     * @param wanted those that would be shown if there was room enough
     * @param kept those that stay whatever happens
     * @param width how wide a column is at least
     * @param room how much all of them may take
     */
    static Set<RequestColumn> shown(
            Set<RequestColumn> wanted, Set<RequestColumn> kept, ToDoubleFunction<RequestColumn> width, double room) {
        Set<RequestColumn> shown = EnumSet.copyOf(wanted);
        for (RequestColumn next : IN_ORDER) {
            double others = shown.stream().filter(column -> column != RequestColumn.PATH).mapToDouble(width).sum();
            if (room - others >= PATH) {
                break;
            }
            if (!kept.contains(next)) {
                shown.remove(next);
            }
        }
        return shown;
    }
}
