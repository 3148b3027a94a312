package dev.porthole.app.inspector;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A header field that two heads do not have in common.
 *
 * @param name the field's name
 * @param before its value in the first head, or null where it is not
 * @param after its value in the second head, or null where it is not
 */
record HeadDifference(String name, @Nullable String before, @Nullable String after) {

    /** All differences, in the order of the first head, then what only the second has. The n-th goes with the n-th. */
    static List<HeadDifference> between(HeadFields before, HeadFields after) {
        List<HeadFields.Field> left = new ArrayList<>(after.fields());
        List<HeadDifference> differences = new ArrayList<>();
        for (HeadFields.Field field : before.fields()) {
            HeadFields.Field other = left.stream()
                    .filter(one -> one.name().equalsIgnoreCase(field.name())).findFirst().orElse(null);
            if (other != null) {
                left.remove(other);
            }
            if (other == null || !other.value().equals(field.value())) {
                differences.add(new HeadDifference(field.name(), field.value(), other == null ? null : other.value()));
            }
        }
        left.forEach(field -> differences.add(new HeadDifference(field.name(), null, field.value())));
        return differences;
    }
}
