package dev.porthole.app.inspector;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.Timing;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/** Where the time of a request went: one bar in six parts, and what each part is. */
final class TimingView extends VBox {

    private static final double SMALLEST_PART = 2;
    private static final double ROUND = 6;

    private static final PseudoClass NOTHING = PseudoClass.getPseudoClass("nothing");

    private record Part(String name, long nanos) {}

    TimingView(Messages messages, Timing timing) {
        getStyleClass().add("timing");
        List<Part> parts = List.of(
                new Part("queue", timing.queueNanos()),
                new Part("receive", timing.receiveNanos()),
                new Part("find", timing.findNanos()),
                new Part("write", timing.writeNanos()),
                new Part("blocked", timing.blockedNanos()),
                new Part("held", timing.heldNanos()));
        Label title = new Label(messages.get("timing.title", Quantities.duration(timing.totalNanos())));
        title.getStyleClass().add("inspector-title");
        getChildren().addAll(title, new Bar(parts));
        for (Part part : parts) {
            getChildren().add(legend(messages, part));
        }
    }

    private static HBox legend(Messages messages, Part part) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("swatch", "timing-" + part.name());
        Label name = new Label(messages.get("timing." + part.name()));
        name.getStyleClass().add("legend-name");
        name.setMaxWidth(Double.MAX_VALUE);
        name.setWrapText(true);
        HBox.setHgrow(name, Priority.ALWAYS);
        Label value = new Label(Quantities.duration(part.nanos()));
        value.getStyleClass().add("legend-value");
        value.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(swatch, name, value);
        row.getStyleClass().add("legend");
        row.setAlignment(Pos.CENTER_LEFT);
        row.pseudoClassStateChanged(NOTHING, part.nanos() == 0);
        Tooltip.install(row, new Tooltip(messages.get("timing." + part.name() + ".tip")));
        return row;
    }

    /** Parts as wide as their share of the whole; one that took any time is never too thin to be seen. */
    private static final class Bar extends Region {

        private final List<Part> parts;

        Bar(List<Part> parts) {
            this.parts = parts;
            getStyleClass().add("timing-bar");
            for (Part part : parts) {
                Region piece = new Region();
                piece.getStyleClass().add("timing-" + part.name());
                getChildren().add(piece);
            }
        }

        @Override
        protected void layoutChildren() {
            Rectangle rounded = new Rectangle(getWidth(), getHeight());
            rounded.setArcWidth(ROUND);
            rounded.setArcHeight(ROUND);
            setClip(rounded);
            double total = Math.max(1, parts.stream().mapToLong(Part::nanos).sum());
            long there = parts.stream().filter(part -> part.nanos() > 0).count();
            double room = getWidth() - SMALLEST_PART * there;
            double x = 0;
            for (int i = 0; i < parts.size(); i++) {
                long nanos = parts.get(i).nanos();
                double width = nanos > 0 ? SMALLEST_PART + room * nanos / total : 0;
                getChildren().get(i).resizeRelocate(x, 0, width, getHeight());
                x += width;
            }
        }
    }
}
