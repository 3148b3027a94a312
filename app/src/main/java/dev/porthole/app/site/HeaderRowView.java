package dev.porthole.app.site;

import dev.porthole.app.text.Messages;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** One rule for a header field: three fields to type in, what is wrong below them, and a button to remove it. */
final class HeaderRowView extends VBox {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");

    private final HostingViewModel.HeaderRow row;
    private final TextField name;

    HeaderRowView(HostingViewModel.HeaderRow row, HostingViewModel model, Messages messages) {
        this.row = row;
        getStyleClass().add("header-row");
        TextField pattern = field("pattern", "/assets/*", row.patternProperty(), row, model, messages);
        name = field("name", "Cache-Control", row.nameProperty(), row, model, messages);
        TextField value = field("value", "max-age=3600", row.valueProperty(), row, model, messages);
        HBox.setHgrow(value, Priority.ALWAYS);
        Button remove = new Button(null, new FontIcon("fth-x"));
        remove.getStyleClass().addAll("flat", "icon-button");
        remove.accessibleTextProperty().bind(messages.text("hosting.header.remove"));
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(messages.text("hosting.header.remove"));
        remove.setTooltip(tip);
        remove.setOnAction(e -> model.remove(row));
        HBox fields = new HBox(pattern, name, value, remove);
        fields.getStyleClass().add("header-fields");
        Label problem = new Label();
        problem.getStyleClass().add("header-problem");
        problem.setWrapText(true);
        problem.textProperty().bind(Bindings.createStringBinding(
                () -> row.problemProperty().get() == null
                        ? "" : messages.get("hosting.header." + row.problemProperty().get().name()),
                row.problemProperty(), messages.languageProperty()));
        problem.visibleProperty().bind(row.problemProperty().isNotNull());
        problem.managedProperty().bind(problem.visibleProperty());
        row.problemProperty().subscribe(wrong -> {
            pattern.pseudoClassStateChanged(WRONG, wrong != null && wrong.name().equals("PATTERN"));
            name.pseudoClassStateChanged(
                    WRONG, wrong != null && (wrong.name().equals("NAME") || wrong.name().equals("RESERVED")));
            value.pseudoClassStateChanged(
                    WRONG, wrong != null && (wrong.name().equals("VALUE") || wrong.name().equals("LENGTH")));
        });
        getChildren().addAll(fields, problem);
    }

    private static TextField field(
            String which, String prompt, StringProperty text, HostingViewModel.HeaderRow row,
            HostingViewModel model, Messages messages) {
        TextField field = new TextField();
        field.getStyleClass().add("header-" + which);
        field.setPromptText(prompt);
        field.accessibleTextProperty().bind(messages.text("hosting.header.field." + which));
        field.textProperty().bindBidirectional(text);
        field.setOnAction(e -> model.leave(row, text));
        field.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                model.leave(row, text);
            }
        });
        return field;
    }

    boolean shows(HostingViewModel.HeaderRow other) {
        return row.equals(other);
    }

    /** Puts the cursor where typing begins. */
    void begin() {
        name.requestFocus();
    }
}
