package dev.porthole.app.requests;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Sorts rows; rows with equal values stay in the order in which they came. Stops when nobody waits for it. */
final class RowSorter {

    private static final int STEPS_BETWEEN_LOOKS = 4_096;

    private final Function<LogRow, String> head;
    private final BooleanSupplier cancelled;
    private int steps;

    /**
     * A sorter for one run.
     *
     * @param head reads the head of a row's request
     * @param cancelled whether the result is not wanted any more
     */
    RowSorter(Function<LogRow, String> head, BooleanSupplier cancelled) {
        this.head = head;
        this.cancelled = cancelled;
    }

    /**
     * The rows in another order.
     *
     * @throws CancellationException when the result is not wanted any more
     */
    List<LogRow> sort(List<LogRow> rows, SortOrder order) {
        // Each value is taken out once: it is compared some seventeen times.
        SortKey[] keys = new SortKey[rows.size()];
        for (int i = 0; i < keys.length; i++) {
            step();
            keys[i] = SortKey.of(order.column(), rows.get(i), head);
        }
        Comparator<SortKey> comparator = SortKey.comparator(order.descending());
        Arrays.sort(keys, (one, other) -> {
            step();
            return comparator.compare(one, other);
        });
        return Arrays.stream(keys).map(SortKey::row).toList();
    }

    private void step() {
        if (++steps % STEPS_BETWEEN_LOOKS == 0 && cancelled.getAsBoolean()) {
            throw new CancellationException("another order is wanted");
        }
    }
}
