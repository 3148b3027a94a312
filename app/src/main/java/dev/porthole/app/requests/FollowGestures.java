package dev.porthole.app.requests;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** What the user does to look back, which stops the table, and to see the newest again. */
final class FollowGestures {

    private final TableView<LogRow> table;
    private final TableViewport viewport;
    private final RequestsViewModel model;

    FollowGestures(TableView<LogRow> table, TableViewport viewport, RequestsViewModel model) {
        this.table = table;
        this.viewport = viewport;
        this.model = model;
        table.addEventFilter(ScrollEvent.SCROLL, e -> {
            if (e.getDeltaY() > 0) {
                lookBack();
            }
        });
        table.addEventHandler(ScrollEvent.ANY, e -> {
            if (e.getDeltaY() < 0) {
                followAtEnd();
            }
        });
        table.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> {
            if (isScrollBar(e)) {
                lookBack();
            }
        });
        table.addEventHandler(MouseEvent.MOUSE_RELEASED, e -> {
            if (isScrollBar(e)) {
                followAtEnd();
            }
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void keyPressed(KeyEvent e) {
        switch (e.getCode()) {
            case SPACE -> {
                model.togglePause();
                e.consume();
            }
            case HOME, PAGE_UP, UP -> {
                if (table.getSelectionModel().isEmpty() && model.followingProperty().get()) {
                    // Who has not chosen a row yet goes up from the newest.
                    table.getFocusModel().focus(table.getItems().size() - 1);
                }
                lookBack();
            }
            case END -> {
                if (model.orderProperty().get().isArrival() && !e.isShiftDown()) {
                    model.follow();
                    viewport.moveToEnd();
                    e.consume();
                }
            }
            default -> {
                // The table's own keys.
            }
        }
    }

    /** Rows that all fit can be looked at without stopping anything. */
    private void lookBack() {
        if (viewport.overflows()) {
            model.freeze();
        }
    }

    private void followAtEnd() {
        if (model.orderProperty().get().isArrival() && viewport.atEnd()) {
            model.follow();
        }
    }

    private boolean isScrollBar(MouseEvent e) {
        for (Node at = e.getTarget() instanceof Node node ? node : table; at != null; at = at.getParent()) {
            if (at instanceof ScrollBar scrollBar) {
                return scrollBar.getOrientation() == Orientation.VERTICAL;
            }
        }
        return false;
    }
}
