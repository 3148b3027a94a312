package dev.porthole.app.requests;

import dev.porthole.app.text.Messages;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;

/** The menu of a row, for all that are selected, and its keys. */
final class RowMenu {

    private final RequestsViewModel model;
    private final RequestActions actions;
    private final Supplier<List<RequestColumn>> columns;
    private final Messages messages;
    private final ContextMenu menu = new ContextMenu();

    RowMenu(
            RequestsViewModel model, RequestActions actions, Supplier<List<RequestColumn>> columns,
            Messages messages) {
        this.model = model;
        this.actions = actions;
        this.columns = columns;
        this.messages = messages;
        menu.showingProperty().subscribe(model::hold);
        // A menu without items would not open at all.
        menu.getItems().add(new SeparatorMenuItem());
        menu.setOnShowing(e -> fill());
    }

    /** Gives a table this menu. */
    void install(TableView<LogRow> table) {
        table.setContextMenu(menu);
        table.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (RowKeys.COPY.match(e)) {
                copy(CopyFormat.TEXT);
                e.consume();
            } else if (RowKeys.PIN.match(e)) {
                model.togglePins();
                e.consume();
            }
        });
    }

    private void fill() {
        menu.getItems().clear();
        LogRow lead = model.selectedProperty().get();
        if (lead == null) {
            MenuItem none = item("requests.menu.none", () -> { });
            none.setDisable(true);
            menu.getItems().add(none);
            return;
        }
        boolean pinned = model.selectionProperty().get().stream()
                .allMatch(row -> model.pinned().contains(row.number()));
        MenuItem pin = item(pinned ? "requests.unpin" : "requests.pin", model::togglePins);
        pin.setDisable(!pinned && model.pinned().isFull());
        MenuItem showFile = item("requests.menu.showFile", () -> actions.showFile(lead));
        showFile.setDisable(!actions.hasFile(lead));
        MenuItem open = item("requests.menu.open", () -> actions.open(lead));
        open.setDisable(!actions.canOpen(lead));
        menu.getItems().addAll(
                copies(), pin, new SeparatorMenuItem(), onlySuch(lead));
        addTerm(menu.getItems(), "requests.menu.hide", FilterKey.PATH, lead, model::hide);
        menu.getItems().addAll(
                item("requests.menu.wholeConnection",
                        () -> model.selectConnection(lead.exchange().request().connection())),
                new SeparatorMenuItem(), showFile, open);
    }

    private Menu copies() {
        Menu copies = new Menu(messages.get("requests.copy"));
        copies.getItems().addAll(
                item("requests.copy.text", () -> copy(CopyFormat.TEXT)),
                item("requests.copy.markdown", () -> copy(CopyFormat.MARKDOWN)),
                item("requests.copy.curl", () -> copy(CopyFormat.CURL)),
                item("requests.copy.url", () -> copy(CopyFormat.URL)));
        return copies;
    }

    private Menu onlySuch(LogRow lead) {
        Menu only = new Menu(messages.get("requests.menu.only"));
        addTerm(only.getItems(), "requests.menu.status", FilterKey.STATUS, lead, model::showOnly);
        addTerm(only.getItems(), "requests.menu.path", FilterKey.PATH, lead, model::showOnly);
        addTerm(only.getItems(), "requests.menu.client", FilterKey.CLIENT, lead, model::showOnly);
        addTerm(only.getItems(), "requests.menu.connection", FilterKey.CONN, lead, model::showOnly);
        return only;
    }

    /** Does something with the term that finds the rows with the same value as this one, if there is one. */
    private void addTerm(
            List<MenuItem> items, String words, FilterKey key, LogRow lead, Consumer<String> action) {
        key.termFor(lead).ifPresent(term -> {
            MenuItem item = item(words, () -> action.accept(term));
            item.setText(messages.get(words, RequestTexts.escape(term.substring(term.indexOf(':') + 1))));
            items.add(item);
        });
    }

    /** Keys are named in the words: as accelerators they would act in the filter's field, too. */
    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(messages.get(key));
        item.setMnemonicParsing(false);
        item.setOnAction(e -> action.run());
        return item;
    }

    private void copy(CopyFormat format) {
        actions.copy(format, columns.get());
    }
}
