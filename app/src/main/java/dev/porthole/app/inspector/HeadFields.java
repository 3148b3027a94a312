package dev.porthole.app.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header fields of a head, in their order.
 *
 * @param fields each with its name and value, blanks around the value left out
 */
public record HeadFields(List<Field> fields) {

    /** One field. */
    public record Field(String name, String value) {}

    /** The fields of a head as the log keeps it. */
    public static HeadFields of(String headText) {
        return of(HeadLine.split(headText));
    }

    /** The fields among the lines of a head. */
    public static HeadFields of(List<HeadLine> lines) {
        List<Field> fields = new ArrayList<>();
        for (HeadLine line : lines) {
            if (line.number() > 0 && line.name().endsWith(":")) {
                fields.add(new Field(line.name().substring(0, line.name().length() - 1), line.value().strip()));
            }
        }
        return new HeadFields(List.copyOf(fields));
    }

    /** The first value of a field, whatever the case of its name. */
    public Optional<String> first(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).findFirst();
    }
}
