package dev.porthole.app.charts;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The numbers of one moment, in a small panel beside the line through it. */
final class ReadingPanel extends VBox {

    private final Label time = new Label();
    private final GridPane numbers = new GridPane();

    /** An empty panel. */
    ReadingPanel() {
        getStyleClass().add("charts-readings");
        time.getStyleClass().add("charts-readings-time");
        time.setId("chartMoment");
        ColumnConstraints labels = new ColumnConstraints();
        labels.setHgrow(Priority.ALWAYS);
        ColumnConstraints values = new ColumnConstraints();
        values.setHalignment(HPos.RIGHT);
        numbers.getColumnConstraints().setAll(labels, values);
        numbers.getStyleClass().add("charts-readings-numbers");
        getChildren().addAll(time, numbers);
        setMouseTransparent(true);
        setVisible(false);
    }

    /** Shows the numbers of a moment, or that there are none. */
    void show(ChartTexts texts, ChartFrame frame, long moment) {
        Sample sample = frame.at(moment);
        time.setText(sample == null ? ChartTexts.clock(moment) : texts.time(sample));
        List<Reading> readings = sample == null
                ? List.of(Reading.of(texts.notRunning(), ""))
                : texts.readings(sample);
        // Labels are kept: a moving pointer would else make a dozen new ones with every step.
        for (int i = 0; i < readings.size(); i++) {
            if (2 * i >= numbers.getChildren().size()) {
                Label label = new Label();
                label.getStyleClass().add("muted");
                Label value = new Label();
                value.getStyleClass().add("charts-value");
                numbers.addRow(i, label, value);
            }
            text(2 * i, readings.get(i).label());
            text(2 * i + 1, readings.get(i).value());
        }
        numbers.getChildren().remove(2 * readings.size(), numbers.getChildren().size());
    }

    private void text(int index, String text) {
        if (numbers.getChildren().get(index) instanceof Label label) {
            label.setText(text);
        }
    }
}
