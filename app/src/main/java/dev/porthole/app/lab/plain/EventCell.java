package dev.porthole.app.lab.plain;

import dev.porthole.app.lab.EventWords;
import dev.porthole.app.text.Messages;
import dev.porthole.lab.event.LabEvent;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** One event: when, who, and what in the dress of its kind. */
final class EventCell extends ListCell<LabEvent> {

    private static final List<String> KINDS =
            List.of("lab-step", "lab-call", "lab-line", "lab-told-line", "lab-reading-line", "lab-finding");

    /** What the list keeps of its width for its edge and its scroll bar. */
    private static final double SCROLL_BAR = 16;

    private final Messages messages;
    private final Label at = new Label();
    private final Label who = new Label();
    private final Label what = new Label();
    private final HBox row = new HBox(at, who, what);

    EventCell(Messages messages) {
        this.messages = messages;
        row.getStyleClass().add("lab-event");
        row.setAlignment(Pos.TOP_LEFT);
        at.getStyleClass().add("lab-event-at");
        at.setMinWidth(Region.USE_PREF_SIZE);
        who.getStyleClass().add("lab-event-who");
        who.setMinWidth(Region.USE_PREF_SIZE);
        what.setWrapText(true);
        what.setMinHeight(Region.USE_PREF_SIZE);
        what.getStyleClass().add("lab-event-what");
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        // As wide as the list, so that long lines are wrapped and nothing scrolls sideways.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable LabEvent event, boolean empty) {
        super.updateItem(event, empty);
        row.getStyleClass().removeAll(KINDS);
        if (empty || event == null) {
            setGraphic(null);
            return;
        }
        at.setText(EventWords.at(event.nanos()));
        switch (event) {
            case LabEvent.Step step -> show("lab-step", "", messages.get(step.key(), step.arguments().toArray()));
            case LabEvent.Call call -> show("lab-call", call.thread(), call.toString());
            case LabEvent.Line line -> show("lab-line", line.program(), line.text());
            case LabEvent.Told told -> show("lab-told-line", told.column(), messages.get(told.row()) + ": "
                    + (told.told().isEmpty() ? messages.get("lab.table.silent") : told.told()));
            case LabEvent.Reading reading -> show("lab-reading-line", reading.series(),
                    EventWords.number(reading.at()) + ": " + EventWords.measured(reading.value(), reading.unit()));
            case LabEvent.Finding finding -> show("lab-finding", messages.get("lab.finding"),
                    messages.get(finding.key(), finding.arguments().toArray()));
        }
        setGraphic(row);
    }

    /** As high as its text needs at the width of the list; a cell by itself would ask for the height of one line. */
    @Override
    protected double computePrefHeight(double width) {
        return getListView() == null || getGraphic() == null
                ? super.computePrefHeight(width)
                : Math.ceil(row.prefHeight(Math.max(1, getListView().getWidth() - SCROLL_BAR)));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    private void show(String kind, String actor, String words) {
        row.getStyleClass().add(kind);
        who.setText(actor);
        what.setText(words);
    }
}
