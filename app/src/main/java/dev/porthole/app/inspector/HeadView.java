package dev.porthole.app.inspector;

import dev.porthole.app.text.Messages;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** A head, line by line: numbered from 0, long values wrapped, each line and value to be copied. */
final class HeadView extends VBox {

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final KeyCombination COPY = KeyCombination.keyCombination("Shortcut+C");

    private final Messages messages;
    private final List<HeadLine> lines;
    private final Consumer<String> copy;
    private final VBox box = new VBox();
    private int current = -1;

    /**
     * Shows a head.
     *
     * @param copy takes what is to be copied
     */
    HeadView(Messages messages, List<HeadLine> lines, Consumer<String> copy) {
        this.messages = messages;
        this.lines = lines;
        this.copy = copy;
        getStyleClass().add("head-view");
        box.getStyleClass().add("head");
        box.setFocusTraversable(true);
        box.setAccessibleText(messages.get("inspector.head.name"));
        box.setAccessibleHelp(messages.get("inspector.head.tip"));
        for (HeadLine line : lines) {
            box.getChildren().add(row(line));
        }
        box.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        Button copyHead = new Button(messages.get("inspector.copyHead"));
        copyHead.setId("copyHead");
        copyHead.getStyleClass().addAll("flat", "small-button");
        copyHead.setTooltip(new Tooltip(messages.get("inspector.head.tip")));
        copyHead.setOnAction(e -> copyHead());
        HBox below = new HBox(copyHead);
        below.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(box, below);
    }

    private HBox row(HeadLine line) {
        Label number = new Label(Integer.toString(line.number()));
        number.getStyleClass().add("line-number");
        number.setMinWidth(Label.USE_PREF_SIZE);
        Text name = new Text(line.name());
        name.getStyleClass().add("head-name");
        Text value = new Text(line.value());
        value.getStyleClass().add("head-value");
        TextFlow text = new TextFlow(name, value);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(number, text);
        row.getStyleClass().add("head-line");
        row.setAccessibleText(line.number() + " " + line.text());
        row.setOnMousePressed(e -> {
            box.requestFocus();
            choose(line.number());
        });
        row.setOnContextMenuRequested(e -> menu(line).show(row, e.getScreenX(), e.getScreenY()));
        return row;
    }

    private ContextMenu menu(HeadLine line) {
        MenuItem value = new MenuItem(messages.get("inspector.copyValue"));
        value.setOnAction(e -> copy.accept(line.value().strip()));
        MenuItem whole = new MenuItem(messages.get("inspector.copyLine"));
        whole.setOnAction(e -> copy.accept(line.text()));
        MenuItem head = new MenuItem(messages.get("inspector.copyHead"));
        head.setOnAction(e -> copyHead());
        return new ContextMenu(value, whole, head);
    }

    private void copyHead() {
        copy.accept(lines.stream().map(HeadLine::text).collect(Collectors.joining("\n")));
    }

    private void keyPressed(KeyEvent e) {
        if (COPY.match(e)) {
            if (current >= 0) {
                copy.accept(lines.get(current).value().strip());
            } else {
                copyHead();
            }
            e.consume();
            return;
        }
        switch (e.getCode()) {
            case DOWN -> choose(current + 1);
            case UP -> choose(current - 1);
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void choose(int line) {
        current = Math.clamp(line, 0, lines.size() - 1);
        for (int i = 0; i < lines.size(); i++) {
            box.getChildren().get(i).pseudoClassStateChanged(CURRENT, i == current);
        }
        box.setAccessibleText(box.getChildren().get(current).getAccessibleText());
    }
}
