package dev.porthole.app.pages;

import dev.porthole.app.requests.RequestsViewModel;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;

/** Binds the list of page loads. */
public final class PagesController {

    private final PagesViewModel model;
    private final RequestsViewModel requests;
    private final Messages messages;
    private boolean updating;

    @FXML ListView<PageItem> list;
    @FXML Label leftOut;
    @FXML Button pill;
    @FXML Node empty;
    @FXML Node noMatch;
    @FXML Button showAll;

    /** Binds this model. */
    public PagesController(PagesViewModel model, Messages messages) {
        this.model = model;
        this.requests = model.requests();
        this.messages = messages;
    }

    @FXML
    void initialize() {
        list.setItems(FXCollections.observableArrayList());
        PageColumns columns = new PageColumns(list.widthProperty());
        list.setCellFactory(any -> new ItemCell(columns));
        model.snapshotProperty().subscribe(this::show);
        messages.languageProperty().subscribe(language -> list.refresh());
        list.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (!updating && item instanceof PageItem.Row row) {
                model.select(row.part());
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        leftOut.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get("pages.leftOut", Quantities.count(model.snapshotProperty().get().leftOut())),
                model.snapshotProperty(), messages.languageProperty()));
        leftOut.visibleProperty().bind(model.snapshotProperty().map(now -> now.leftOut() > 0));
        leftOut.managedProperty().bind(leftOut.visibleProperty());
        pill.visibleProperty().bind(Bindings.createBooleanBinding(
                () -> !requests.followingProperty().get() && model.snapshotProperty().get().waiting() > 0,
                requests.followingProperty(), model.snapshotProperty()));
        pill.textProperty().bind(Bindings.createStringBinding(
                () -> messages.count("pages.new", model.snapshotProperty().get().waiting()),
                model.snapshotProperty(), messages.languageProperty()));
        pill.setOnAction(e -> {
            requests.follow();
            list.scrollTo(0);
        });
        empty.visibleProperty().bind(model.snapshotProperty().map(now -> now.cards() == 0));
        noMatch.visibleProperty().bind(model.snapshotProperty().map(
                now -> now.cards() > 0 && now.items().isEmpty()));
        showAll.setOnAction(e -> requests.clearFilter());
    }

    /** Puts the keyboard on the list. */
    public void takeFocus() {
        list.requestFocus();
    }

    private void keyPressed(KeyEvent e) {
        PageItem item = list.getSelectionModel().getSelectedItem();
        switch (e.getCode()) {
            case SPACE -> requests.togglePause();
            case ENTER -> {
                if (item instanceof PageItem.Card(PageCard card, boolean open)) {
                    model.setOpen(card, !open);
                }
            }
            case RIGHT -> {
                if (item instanceof PageItem.Card(PageCard card, boolean open) && !open) {
                    model.setOpen(card, true);
                } else if (item instanceof PageItem.Card) {
                    list.getSelectionModel().selectNext();
                }
            }
            case LEFT -> {
                if (item instanceof PageItem.Card(PageCard card, boolean open) && open) {
                    model.setOpen(card, false);
                } else if (item instanceof PageItem.Row row) {
                    selectCardOf(row);
                }
            }
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void selectCardOf(PageItem.Row row) {
        int index = list.getSelectionModel().getSelectedIndex();
        while (index > 0 && list.getItems().get(index) instanceof PageItem.Row) {
            index--;
        }
        if (list.getItems().get(index).card().id() == row.card().id()) {
            list.getSelectionModel().clearAndSelect(index);
            list.scrollTo(Math.max(0, index));
        }
    }

    /** What is looked at stays where it is, unless that is the newest. */
    private void show(PageView.Snapshot snapshot) {
        VirtualFlow<?> flow = list.lookup(".virtual-flow") instanceof VirtualFlow<?> found ? found : null;
        ListCell<?> top = flow != null && flow.getFirstVisibleCell() instanceof ListCell<?> cell ? cell : null;
        PageItem anchor = top != null && top.getItem() instanceof PageItem item ? item : null;
        double offset = top == null ? 0 : -top.getLayoutY();
        boolean atStart = top == null || top.getIndex() == 0 && offset <= 0;
        PageItem selected = list.getSelectionModel().getSelectedItem();
        updating = true;
        list.getItems().setAll(snapshot.items());
        int place = selected == null ? -1 : indexOf(snapshot.items(), selected);
        if (place >= 0) {
            list.getSelectionModel().clearAndSelect(place);
            list.getFocusModel().focus(place);
        } else {
            list.getSelectionModel().clearSelection();
        }
        updating = false;
        int index = anchor == null || atStart ? -1 : indexOf(snapshot.items(), anchor);
        if (flow != null && index > 0 && top != null && index != top.getIndex()) {
            flow.scrollTo(index);
            flow.scrollPixels(offset);
        }
    }

    private static int indexOf(List<PageItem> items, PageItem wanted) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).isSame(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Shows a card or a request, each with nodes made once. */
    private final class ItemCell extends ListCell<PageItem> {

        private final PageColumns columns;
        private final PageTexts texts = new PageTexts(messages);
        private @Nullable CardNode card;
        private @Nullable PartNode part;

        ItemCell(PageColumns columns) {
            this.columns = columns;
            // As wide as the list, whatever is in it: paths give way, and nothing scrolls sideways.
            setPrefWidth(0);
            setOnMouseClicked(e -> {
                if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                    toggle();
                }
            });
        }

        @Override
        protected void updateItem(@Nullable PageItem item, boolean nothing) {
            super.updateItem(item, nothing);
            if (item == null || nothing) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            switch (item) {
                case PageItem.Card one -> {
                    CardNode node = cardNode();
                    node.show(one);
                    setGraphic(node);
                    setAccessibleText(texts.sentence(one.card(), one.open()));
                }
                case PageItem.Row one -> {
                    PartNode node = partNode();
                    node.show(one);
                    setGraphic(node);
                    setAccessibleText(texts.sentence(one.part()));
                }
            }
        }

        private CardNode cardNode() {
            CardNode known = card;
            if (known == null) {
                known = new CardNode(messages, columns,
                        model.snapshotProperty().map(PageView.Snapshot::severalClients), this::toggle);
                card = known;
            }
            return known;
        }

        private PartNode partNode() {
            PartNode known = part;
            if (known == null) {
                known = new PartNode(columns);
                part = known;
            }
            return known;
        }

        private void toggle() {
            if (getItem() instanceof PageItem.Card(PageCard shown, boolean open)) {
                model.setOpen(shown, !open);
            }
        }
    }
}
