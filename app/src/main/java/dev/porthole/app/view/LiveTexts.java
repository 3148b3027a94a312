package dev.porthole.app.view;

import atlantafx.base.controls.CustomTextField;
import dev.porthole.app.text.Messages;
import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import javafx.beans.property.Property;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** Binds every text of a loaded view to the messages, so that a change of language needs no reload. */
final class LiveTexts {

    private static final String MARK = "\u0000";

    private final Messages messages;

    LiveTexts(Messages messages) {
        this.messages = messages;
    }

    /** Answers each key with a mark and the key itself, which {@link #bind} finds again. */
    static final class Keys extends ResourceBundle {

        @Override
        protected Object handleGetObject(String key) {
            return MARK + key;
        }

        @Override
        public Enumeration<String> getKeys() {
            return Collections.emptyEnumeration();
        }

        @Override
        public boolean containsKey(String key) {
            return true;
        }
    }

    void bind(@Nullable Object item) {
        if (!(item instanceof Node node)) {
            return;
        }
        spoken(node.accessibleTextProperty());
        live(node.accessibleHelpProperty());
        switch (node) {
            case Labeled labeled -> {
                live(labeled.textProperty());
                bind(labeled.getGraphic());
            }
            case TextInputControl input -> live(input.promptTextProperty());
            case Text text -> live(text.textProperty());
            default -> {
                // Has no text of its own.
            }
        }
        bindParts(node);
    }

    private void bindParts(Node node) {
        switch (node) {
            case CustomTextField field -> {
                bind(field.getLeft());
                bind(field.getRight());
            }
            case ScrollPane pane -> bind(pane.getContent());
            case SplitPane pane -> pane.getItems().forEach(this::bind);
            case TableView<?> table -> {
                bind(table.getPlaceholder());
                for (TableColumn<?, ?> column : table.getColumns()) {
                    live(column.textProperty());
                }
            }
            case Parent parent -> parent.getChildrenUnmodifiable().forEach(this::bind);
            default -> {
                // Has no parts.
            }
        }
    }

    /** What is spoken may be the words of a button, but not the mark of its underlined letter. */
    private void spoken(Property<String> text) {
        String value = text.getValue();
        if (value != null && value.startsWith(MARK)) {
            text.bind(messages.text(value.substring(MARK.length())).map(
                    words -> words.replaceFirst("\\(_[A-Z]\\)", "").replaceFirst("_", "")));
        }
    }

    private void live(Property<String> text) {
        String value = text.getValue();
        if (value != null && value.startsWith(MARK)) {
            text.bind(messages.text(value.substring(MARK.length())));
        }
    }
}
