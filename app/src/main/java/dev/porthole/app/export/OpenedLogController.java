package dev.porthole.app.export;

import dev.porthole.app.text.Messages;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Binds the strip above an opened log: what it is, and the way back. */
public final class OpenedLogController {

    private final OpenedLogViewModel model;
    private final Messages messages;

    @FXML Label name;
    @FXML Label path;
    @FXML Label facts;
    @FXML ProgressBar reading;
    @FXML Button closeLog;

    /** Binds this model. */
    public OpenedLogController(OpenedLogViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        name.textProperty().bind(Bindings.createStringBinding(
                () -> shownFile() == null ? "" : String.valueOf(shownFile().getFileName()),
                model.openedProperty(), model.beingReadProperty()));
        path.textProperty().bind(Bindings.createStringBinding(
                () -> shownFile() == null ? "" : shownFile().toString(),
                model.openedProperty(), model.beingReadProperty()));
        facts.textProperty().bind(Bindings.createStringBinding(
                this::facts, model.openedProperty(), model.beingReadProperty(), messages.languageProperty()));
        reading.visibleProperty().bind(model.beingReadProperty().isNotNull());
        reading.managedProperty().bind(reading.visibleProperty());
        closeLog.setOnAction(e -> model.close());
    }

    private @Nullable Path shownFile() {
        Path coming = model.beingReadProperty().get();
        OpenedLog opened = model.openedProperty().get();
        return coming != null ? coming : opened == null ? null : opened.file();
    }

    private String facts() {
        OpenedLog opened = model.openedProperty().get();
        if (model.beingReadProperty().get() != null) {
            return messages.get("opened.reading");
        }
        if (opened == null) {
            return "";
        }
        String key = opened.complete() ? "opened.facts" : "opened.facts.incomplete";
        return messages.count(key, opened.requests());
    }
}
