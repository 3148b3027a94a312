package dev.porthole.app.lab.plain;

import dev.porthole.app.lab.EventWords;
import dev.porthole.app.text.Messages;
import dev.porthole.lab.event.LabEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/** Draws what watchers were told and what was measured. */
final class EventTables {

    private final Messages messages;

    EventTables(Messages messages) {
        this.messages = messages;
    }

    /** The tables that have rows. */
    List<Node> of(ToldTable told, ReadingTable readings) {
        List<Node> nodes = new ArrayList<>();
        if (!told.rows().isEmpty()) {
            nodes.add(label(messages.get("lab.table.told"), "section-title"));
            nodes.add(draw(told));
        }
        if (!readings.rows().isEmpty()) {
            nodes.add(label(messages.get("lab.table.readings"), "section-title"));
            nodes.add(draw(readings));
        }
        return nodes;
    }

    private GridPane draw(ToldTable told) {
        GridPane grid = grid(told.columns(), HPos.LEFT);
        int at = 1;
        for (ToldTable.Row row : told.rows()) {
            grid.add(label(messages.get(row.key()), "lab-table-row"), 0, at);
            for (int i = 0; i < told.columns().size(); i++) {
                String flags = row.told().get(told.columns().get(i));
                if (flags != null) {
                    grid.add(flags.isEmpty() ? label(messages.get("lab.table.silent"), "lab-silent")
                            : label(flags.replace("EPOLL", ""), "lab-told"), i + 1, at);
                }
            }
            at++;
        }
        return grid;
    }

    private GridPane draw(ReadingTable readings) {
        GridPane grid = grid(readings.series(), HPos.RIGHT);
        int at = 1;
        for (Map<String, LabEvent.Reading> row : readings.rows()) {
            double size = row.values().iterator().next().at();
            grid.add(label(EventWords.number(size), "lab-table-row"), 0, at);
            for (int i = 0; i < readings.series().size(); i++) {
                LabEvent.Reading one = row.get(readings.series().get(i));
                if (one != null) {
                    grid.add(label(EventWords.measured(one.value(), one.unit()), "lab-reading"), i + 1, at);
                }
            }
            at++;
        }
        return grid;
    }

    private static GridPane grid(List<String> columns, HPos alignment) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("lab-table");
        grid.getColumnConstraints().add(new ColumnConstraints());
        for (int i = 0; i < columns.size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHalignment(alignment);
            grid.getColumnConstraints().add(column);
            grid.add(label(columns.get(i), "lab-table-head"), i + 1, 0);
        }
        return grid;
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
