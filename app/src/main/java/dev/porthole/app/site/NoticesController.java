package dev.porthole.app.site;

import dev.porthole.app.text.Messages;
import dev.porthole.app.view.Constant;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shows the notices, one below the other, each with its way out. */
public final class NoticesController {

    private final Notices model;
    private final Messages messages;
    private final VBox box;
    private @Nullable Node focusBefore;

    /** Shows these notices in this box. */
    public NoticesController(Notices model, Messages messages, VBox box) {
        this.model = model;
        this.messages = messages;
        this.box = box;
        model.shown().subscribe(this::fill);
        box.sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe((before, now) -> {
            if (isInBox(now) && !isInBox(before)) {
                focusBefore = before;
            }
        });
        fill();
    }

    private void fill() {
        giveFocusBack();
        box.getChildren().setAll(model.shown().stream().map(this::row).toList());
    }

    /** Or else the keyboard would go on in the next field, whose text the next key would overwrite. */
    private void giveFocusBack() {
        Node before = focusBefore;
        Scene scene = box.getScene();
        if (before != null && scene != null && isInBox(scene.getFocusOwner())) {
            before.requestFocus();
        }
    }

    private boolean isInBox(@Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(box)) {
                return true;
            }
        }
        return false;
    }

    private HBox row(Notice notice) {
        FontIcon icon = new FontIcon(icon(notice.severity()));
        Label text = new Label();
        text.textProperty().bind(messages.text(new Constant<>(notice.text())));
        text.setWrapText(true);
        text.setMinHeight(Label.USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(icon, text);
        row.getStyleClass().addAll("notice", notice.severity().name().toLowerCase(Locale.ROOT));
        row.setAlignment(Pos.CENTER_LEFT);
        for (Notice.Remedy remedy : notice.remedies()) {
            Button button = new Button();
            button.textProperty().bind(messages.text(remedy.label().key(), remedy.label().arguments().toArray()));
            button.setMinWidth(Button.USE_PREF_SIZE);
            button.setOnAction(e -> remedy.action().run());
            row.getChildren().add(button);
        }
        Button dismiss = new Button("", new FontIcon("fth-x"));
        dismiss.getStyleClass().addAll("flat", "icon-button");
        dismiss.accessibleTextProperty().bind(messages.text("notice.dismiss"));
        dismiss.setOnAction(e -> model.remove(notice.id()));
        row.getChildren().add(dismiss);
        return row;
    }

    private static String icon(Notice.Severity severity) {
        return switch (severity) {
            case INFORMATION -> "fth-info";
            case WARNING -> "fth-alert-triangle";
            case ERROR -> "fth-alert-octagon";
        };
    }
}
