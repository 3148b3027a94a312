package dev.porthole.app.about;

import dev.porthole.app.platform.ClipboardAccess;
import dev.porthole.app.text.Messages;
import dev.porthole.app.updates.UpdateViewModel;
import dev.porthole.app.view.Visibility;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Binds the panel that tells what the program is. */
public final class AboutController {

    private final Components components = new Components();
    private final Messages messages;
    private final ClipboardAccess clipboard;
    private final UpdateViewModel updates;
    private final Runnable close;

    @FXML GridPane versions;
    @FXML Button copy;
    @FXML Label updateStatus;
    @FXML Hyperlink whatIsNew;
    @FXML Button lookNow;
    @FXML ListView<Component> parts;
    @FXML TextArea licence;
    @FXML Button closeButton;

    /** A panel that copies to this clipboard. */
    public AboutController(
            Messages messages, ClipboardAccess clipboard, UpdateViewModel updates, Runnable close) {
        this.messages = messages;
        this.clipboard = clipboard;
        this.updates = updates;
        this.close = close;
    }

    @FXML
    void initialize() {
        VersionInformation information = new VersionInformation(components);
        int row = 0;
        for (var fact : information.facts().entrySet()) {
            Label name = new Label();
            name.textProperty().bind(messages.text("about." + fact.getKey().toLowerCase(Locale.ROOT)));
            name.getStyleClass().add("muted");
            name.setMinWidth(Region.USE_PREF_SIZE);
            versions.addRow(row++, name, new Label(fact.getValue()));
        }
        copy.setOnAction(e -> clipboard.copy(information.text()));
        closeButton.setOnAction(e -> close.run());
        bindUpdates();
        parts.setCellFactory(list -> new ComponentCell());
        parts.getSelectionModel().selectedItemProperty().subscribe(part -> {
            licence.setText(part == null ? "" : components.text(part));
            licence.positionCaret(0);
        });
        parts.getItems().setAll(components.all());
        parts.getSelectionModel().selectFirst();
    }

    private void bindUpdates() {
        updateStatus.textProperty().bind(messages.text(updates.statusProperty()));
        whatIsNew.visibleProperty().bind(updates.newerProperty());
        whatIsNew.managedProperty().bind(whatIsNew.visibleProperty());
        whatIsNew.setOnAction(e -> {
            updates.openPage();
            whatIsNew.setVisited(false);
        });
        Visibility.set(lookNow, updates.host().isPresent());
        lookNow.setOnAction(e -> updates.lookNow());
    }

    private static final class ComponentCell extends ListCell<Component> {
        @Override
        protected void updateItem(@Nullable Component part, boolean empty) {
            super.updateItem(part, empty);
            setText(part == null || empty ? "" : part.title() + " · " + part.licence());
        }
    }
}
