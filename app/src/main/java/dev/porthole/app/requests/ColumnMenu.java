package dev.porthole.app.requests;

import dev.porthole.app.text.Messages;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.ContextMenuEvent;

/** The menu in which columns are chosen: on the header, and on a button at its end that the keyboard reaches. */
final class ColumnMenu {

    private final RequestColumns columns;
    private final Messages messages;
    private final ContextMenu menu = new ContextMenu();

    ColumnMenu(
            TableView<LogRow> table, Button button, RequestColumns columns, RequestsViewModel model,
            Messages messages) {
        this.columns = columns;
        this.messages = messages;
        menu.getStyleClass().add("column-menu");
        menu.showingProperty().subscribe(model::hold);
        button.setOnAction(e -> {
            if (menu.isShowing()) {
                menu.hide();
            } else {
                fill();
                menu.show(button, Side.BOTTOM, 0, 0);
            }
        });
        table.addEventFilter(ContextMenuEvent.CONTEXT_MENU_REQUESTED, e -> {
            if (isHeader(e.getTarget())) {
                fill();
                menu.show(table, e.getScreenX(), e.getScreenY());
                e.consume();
            }
        });
    }

    private void fill() {
        menu.getItems().clear();
        for (RequestColumn column : RequestColumn.values()) {
            CheckMenuItem item = new CheckMenuItem(messages.get(column.title()));
            item.setMnemonicParsing(false);
            item.setSelected(columns.isShown(column));
            item.setOnAction(e -> columns.show(column, item.isSelected()));
            menu.getItems().add(item);
        }
        MenuItem reset = new MenuItem(messages.get("requests.columns.reset"));
        reset.setOnAction(e -> columns.reset());
        menu.getItems().addAll(new SeparatorMenuItem(), reset);
    }

    private static boolean isHeader(Object target) {
        for (Node at = target instanceof Node node ? node : null; at != null; at = at.getParent()) {
            if (at.getStyleClass().contains("column-header-background")) {
                return true;
            }
        }
        return false;
    }
}
