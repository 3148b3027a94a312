package dev.porthole.app.export;

import dev.porthole.app.text.Messages;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;

/** Binds the panel that exports requests and opens exported ones. */
public final class ExportController {

    private final ExportViewModel model;
    private final OpenedLogViewModel opened;
    private final Messages messages;
    private final Runnable hide;

    @FXML ToggleButton scopeAll;
    @FXML ToggleButton scopeFiltered;
    @FXML ToggleButton scopeSelected;
    @FXML ToggleButton formatHar;
    @FXML ToggleButton formatCombined;
    @FXML ToggleButton formatCsv;
    @FXML ToggleButton formatNdjson;
    @FXML Label formatHelp;
    @FXML CheckBox withSecrets;
    @FXML Node secrets;
    @FXML Button save;
    @FXML Button cancel;
    @FXML ProgressBar progress;
    @FXML Button openLog;

    /** Binds these models; the panel goes away by itself when a file is saved or opened. */
    public ExportController(
            ExportViewModel model, OpenedLogViewModel opened, Messages messages, Runnable hide) {
        this.model = model;
        this.opened = opened;
        this.messages = messages;
        this.hide = hide;
    }

    @FXML
    void initialize() {
        bindChoice(model.scopeProperty(), Map.of(
                scopeAll, ExportScope.ALL, scopeFiltered, ExportScope.FILTERED,
                scopeSelected, ExportScope.SELECTED));
        bindChoice(model.formatProperty(), Map.of(
                formatHar, ExportFormat.HAR, formatCombined, ExportFormat.COMBINED,
                formatCsv, ExportFormat.CSV, formatNdjson, ExportFormat.NDJSON));
        formatHelp.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get("export.help." + model.formatProperty().get().name()),
                model.formatProperty(), messages.languageProperty()));
        withSecrets.selectedProperty().bindBidirectional(model.withSecretsProperty());
        secrets.visibleProperty().bind(model.formatProperty().isEqualTo(ExportFormat.HAR));
        BooleanBinding busy = model.progressProperty().greaterThanOrEqualTo(0);
        save.setOnAction(e -> {
            model.save(
                    messages.get("export.title"),
                    messages.get("export.kind." + model.formatProperty().get().name()));
            if (busy.get()) {
                hide.run();
            }
        });
        save.disableProperty().bind(busy);
        progress.progressProperty().bind(model.progressProperty());
        progress.visibleProperty().bind(busy);
        cancel.visibleProperty().bind(busy);
        cancel.setOnAction(e -> model.cancel());
        openLog.setOnAction(e -> {
            hide.run();
            opened.choose(messages.get("opened.choose"), messages.get("export.kind.HAR"));
        });
    }

    /** What the button that shows this panel says: how far the export is, while one is under way. */
    public String buttonText() {
        double share = model.progressProperty().get();
        return share < 0
                ? messages.get("requests.export")
                : messages.get("requests.exporting", String.format(Locale.ROOT, "%.0f", share * 100));
    }

    private static <T> void bindChoice(ObjectProperty<T> chosen, Map<ToggleButton, T> choices) {
        ToggleGroup group = new ToggleGroup();
        group.getToggles().setAll(choices.keySet());
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                chosen.set(choices.get(now));
            }
        });
        chosen.subscribe(one -> choices.forEach((toggle, choice) -> {
            if (choice.equals(one)) {
                group.selectToggle(toggle);
            }
        }));
    }
}
