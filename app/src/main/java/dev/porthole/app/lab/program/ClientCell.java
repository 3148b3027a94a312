package dev.porthole.app.lab.program;

import dev.porthole.app.text.Messages;
import dev.porthole.lab.program.ProgramExperiment.Action;
import dev.porthole.lab.program.ScriptedClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A client: where its connection is, and what it can be told. */
final class ClientCell extends ListCell<ClientRow> {

    /** What stands on buttons; the rest is in a menu. */
    private static final int BUTTONS = 4;

    private final Messages messages;
    private final ProgramViewModel model;
    private final Region dot = new Region();
    private final Label name = new Label();
    private final Label where = new Label();
    private final HBox orders = new HBox();
    private final HBox row = new HBox(dot, name, where, orders);
    private @Nullable ScriptedClient told;

    ClientCell(Messages messages, ProgramViewModel model) {
        this.messages = messages;
        this.model = model;
        row.getStyleClass().add("program-client");
        row.setAlignment(Pos.CENTER_LEFT);
        dot.getStyleClass().add("program-dot");
        name.getStyleClass().add("program-client-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        where.getStyleClass().add("program-client-where");
        where.setMinWidth(0);
        where.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(where, Priority.ALWAYS);
        orders.getStyleClass().add("program-orders");
        orders.setMinWidth(Region.USE_PREF_SIZE);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable ClientRow item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        name.setText(item.name().isEmpty() ? "#" + item.number() : item.name());
        where.setText(messages.get("lab.programs.place." + item.place().name(),
                item.descriptor(), item.port(), item.unread()));
        for (ClientRow.Place each : ClientRow.Place.values()) {
            row.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), each == item.place());
        }
        ScriptedClient client = item.client();
        if (client == null) {
            orders.getChildren().clear();
            told = null;
        } else if (!client.equals(told) || orders.getChildren().isEmpty()) {
            told = client;
            orders.getChildren().setAll(orders(client));
        }
        setGraphic(row);
    }

    private List<Node> orders(ScriptedClient client) {
        List<Action> all = ProgramStage.actions(model.tutorialProperty().get());
        MenuButton more = new MenuButton();
        more.getStyleClass().addAll("program-order", "program-more");
        more.setAccessibleText(messages.get("lab.programs.more", client.name()));
        for (Action each : all.subList(BUTTONS, all.size())) {
            MenuItem item = new MenuItem(messages.get("lab.programs.action." + each.name()));
            item.setOnAction(e -> model.perform(client, each));
            more.getItems().add(item);
        }
        List<Node> nodes = new ArrayList<>(
                all.subList(0, BUTTONS).stream().map(each -> button(client, each)).toList());
        nodes.add(more);
        return nodes;
    }

    private Node button(ScriptedClient client, Action action) {
        Button button = new Button(messages.get("lab.programs.action." + action.name()));
        button.getStyleClass().add("program-order");
        button.setAccessibleText(client.name() + ": " + button.getText());
        button.setOnAction(e -> model.perform(client, action));
        return button;
    }
}
