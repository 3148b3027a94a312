package dev.porthole.app.site;

import dev.porthole.app.text.Messages;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The field in which a site's name is typed. Enter takes it, and so does going elsewhere; Escape does not. */
final class SiteNameField {

    private final SidebarViewModel model;
    private final Runnable giveBackFocus;
    private final TextField field = new TextField();
    private @Nullable Site site;

    SiteNameField(Messages messages, SidebarViewModel model, Runnable giveBackFocus) {
        this.model = model;
        this.giveBackFocus = giveBackFocus;
        field.getStyleClass().add("site-name-field");
        field.accessibleTextProperty().bind(messages.text("site.rename.name"));
        field.setOnAction(e -> {
            take();
            giveBackFocus.run();
        });
        field.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                cancel();
                e.consume();
            }
        });
        field.focusedProperty().subscribe((before, now) -> {
            if (!now) {
                take();
            }
        });
        // Becoming part of the scene is the first moment at which it can have the focus.
        field.sceneProperty().subscribe(scene -> {
            if (scene != null && site != null) {
                field.requestFocus();
                field.selectAll();
            }
        });
    }

    /** Begins to edit a site's name, unless it is being edited already. */
    Node edit(Site forThis) {
        if (!forThis.equals(site)) {
            site = forThis;
            field.setText(forThis.name());
            field.setPromptText(forThis.folderName());
        }
        return field;
    }

    /** The field is taken away; what was typed has been taken or given up before. */
    void leave() {
        site = null;
    }

    private void take() {
        Site named = site;
        if (named != null) {
            site = null;
            model.rename(named, field.getText());
        }
    }

    private void cancel() {
        site = null;
        model.renamedProperty().set(null);
        giveBackFocus.run();
    }
}
