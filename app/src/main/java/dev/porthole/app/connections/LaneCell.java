package dev.porthole.app.connections;

import dev.porthole.app.connections.Lane.Block;
import dev.porthole.app.requests.RequestTexts;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.ResponseFinished;
import java.util.function.Consumer;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** The lane of one line of the table. It tells about a block under the pointer, and of a click on one. */
final class LaneCell extends TableCell<ConnectionItem, Lane> {

    /** What is left free beside a lane, as beside every other column's text. */
    static final double MARGIN = 8;

    private final ConnectionsViewModel model;
    private final ConnectionTexts texts;
    private final LaneCanvas canvas;
    private final Tooltip tooltip = new Tooltip();
    private @Nullable ConnectionItem drawn;

    LaneCell(
            ConnectionsViewModel model,
            ConnectionTexts texts,
            LanePalette palette,
            Consumer<Exchange> open) {
        this.model = model;
        this.texts = texts;
        this.canvas = new LaneCanvas(palette, texts, this::words);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        canvas.prefWidthProperty().bind(widthProperty().subtract(2 * MARGIN));
        canvas.setPrefHeight(1);
        canvas.prefHeightProperty().bind(heightProperty().subtract(1));
        setGraphic(canvas);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> point(e.getX() - MARGIN));
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            Block block = canvas.blockAt(e.getX() - MARGIN);
            Exchange exchange = block == null ? null : model.exchange(block.newest());
            if (e.getButton() == MouseButton.PRIMARY) {
                model.chosenRequestProperty().set(exchange == null ? 0 : exchange.number());
                if (exchange != null && e.getClickCount() == 2) {
                    open.accept(exchange);
                }
            }
        });
    }

    /** Draws what is known now. */
    void draw() {
        ConnectionItem item = drawn;
        if (item == null) {
            canvas.show(null, null, 0);
            setAccessibleText("");
        } else {
            canvas.show(item.laneProperty().get(), model.axisProperty().get(), model.chosenRequestProperty().get());
            setAccessibleText(texts.reuse(item.row()));
        }
    }

    @Override
    protected void updateItem(@Nullable Lane lane, boolean empty) {
        super.updateItem(lane, empty);
        int place = getIndex();
        boolean listed = !empty && place >= 0 && place < getTableView().getItems().size();
        ConnectionItem item = listed ? getTableView().getItems().get(place) : null;
        if (item != drawn) {
            // Another line; the same one is drawn when all are, after each look.
            drawn = item;
            setTooltip(null);
            draw();
        }
    }

    private void point(double x) {
        Block block = canvas.blockAt(x);
        if (block == null) {
            setTooltip(null);
            return;
        }
        Exchange exchange = model.exchange(block.newest());
        tooltip.setText(texts.block(block, exchange == null ? "" : line(exchange)));
        setTooltip(tooltip);
    }

    private static String line(Exchange exchange) {
        return RequestTexts.escape(exchange.request().method()) + " " + RequestTexts.path(exchange.request().target());
    }

    /** What fits into a block: the status and where it leads to. */
    private String words(long number) {
        Exchange exchange = model.exchange(number);
        if (exchange == null) {
            return "";
        }
        ResponseFinished response = exchange.response();
        return (response == null ? "…" : response.status()) + " " + RequestTexts.path(exchange.request().target());
    }
}
