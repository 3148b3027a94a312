package dev.porthole.app.requests;

import dev.porthole.app.platform.SettingsFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Which columns the user wants, where, and how wide, remembered. What is missing in the settings, or makes no
 * sense, is as if the user had not decided.
 */
public final class ColumnLayout {

    private static final String PREFIX = "requests.column";
    private static final String ORDER = PREFIX + "s";
    private static final int WIDEST = 10_000;

    private final SettingsFile file;

    /** The layout in a file of settings. */
    public ColumnLayout(SettingsFile file) {
        this.file = file;
    }

    /** All columns, shown or not, from left to right. */
    public List<RequestColumn> order() {
        String text = file.get(ORDER);
        Map<String, RequestColumn> left = new LinkedHashMap<>();
        for (RequestColumn column : RequestColumn.values()) {
            left.put(column.id(), column);
        }
        List<RequestColumn> order = new ArrayList<>();
        for (String name : text == null ? new String[0] : text.split(",", -1)) {
            RequestColumn column = left.remove(name.strip());
            if (column != null) {
                order.add(column);
            }
        }
        RequestColumn before = null;
        for (RequestColumn column : RequestColumn.values()) {
            if (left.containsValue(column)) {
                // A column that the settings do not know yet stands after the one it usually follows.
                order.add(before == null ? 0 : order.indexOf(before) + 1, column);
            }
            before = column;
        }
        return order;
    }

    /** Remembers where the columns stand. */
    public void setOrder(List<RequestColumn> order) {
        file.put(ORDER, order.stream().map(RequestColumn::id).collect(Collectors.joining(",")));
    }

    /** Whether the user wants to see a column, if he has decided. */
    public Optional<Boolean> shown(RequestColumn column) {
        boolean decided = file.flag(key(column, "shown"), true) == file.flag(key(column, "shown"), false);
        return decided ? Optional.of(file.flag(key(column, "shown"), true)) : Optional.empty();
    }

    /** Remembers whether a column is wanted. */
    public void setShown(RequestColumn column, boolean shown) {
        file.put(key(column, "shown"), shown);
    }

    /** How wide the user has made a column, in pixels, if he has. */
    public OptionalInt width(RequestColumn column) {
        int width = file.number(key(column, "width"), (int) column.minWidth(), WIDEST, 0);
        return width == 0 ? OptionalInt.empty() : OptionalInt.of(width);
    }

    /** Remembers how wide a column is. */
    public void setWidth(RequestColumn column, double width) {
        file.put(key(column, "width"), Math.round(width));
    }

    /** Forgets everything. */
    public void reset() {
        file.replaceAll(PREFIX, Map.of());
    }

    private static String key(RequestColumn column, String what) {
        return PREFIX + "." + column.id() + "." + what;
    }
}
