package dev.porthole.app.preferences;

import dev.porthole.app.text.Language;
import dev.porthole.app.text.Messages;
import dev.porthole.app.updates.UpdateViewModel;
import dev.porthole.app.view.Visibility;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.Property;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;

/** Binds the panel of preferences. */
public final class PreferencesController {

    private final Preferences model;
    private final UpdateViewModel updates;
    private final Messages messages;
    private final Runnable showAbout;
    private final Runnable close;

    @FXML ToggleButton themeSystem;
    @FXML ToggleButton themeLight;
    @FXML ToggleButton themeDark;
    @FXML ToggleButton contrastSystem;
    @FXML ToggleButton contrastNormal;
    @FXML ToggleButton contrastHigh;
    @FXML ToggleButton languageSystem;
    @FXML ToggleButton languageEnglish;
    @FXML ToggleButton languageChinese;
    @FXML Button smaller;
    @FXML Label scale;
    @FXML Button larger;
    @FXML CheckBox restoreRunning;
    @FXML Node updatesRow;
    @FXML CheckBox lookDaily;
    @FXML Label lookSends;
    @FXML Button about;
    @FXML Button closeButton;

    /** Binds these preferences. */
    public PreferencesController(
            Preferences model, UpdateViewModel updates, Messages messages, Runnable showAbout, Runnable close) {
        this.model = model;
        this.updates = updates;
        this.messages = messages;
        this.showAbout = showAbout;
        this.close = close;
    }

    @FXML
    void initialize() {
        bind(model.themeProperty(), Map.of(
                themeSystem, Optional.of(ThemeChoice.SYSTEM), themeLight, Optional.of(ThemeChoice.LIGHT),
                themeDark, Optional.of(ThemeChoice.DARK)));
        bind(model.contrastProperty(), Map.of(
                contrastSystem, Optional.of(ContrastChoice.SYSTEM),
                contrastNormal, Optional.of(ContrastChoice.NORMAL),
                contrastHigh, Optional.of(ContrastChoice.HIGH)));
        bind(model.languageProperty(), Map.of(
                languageSystem, Optional.empty(), languageEnglish, Optional.of(Language.ENGLISH),
                languageChinese, Optional.of(Language.CHINESE)));
        scale.textProperty().bind(model.scaleProperty().map(percent -> percent + " %"));
        smaller.setOnAction(e -> model.shrink());
        larger.setOnAction(e -> model.enlarge());
        smaller.disableProperty().bind(model.scaleProperty().lessThanOrEqualTo(Preferences.SMALLEST_SCALE));
        larger.disableProperty().bind(model.scaleProperty().greaterThanOrEqualTo(Preferences.LARGEST_SCALE));
        restoreRunning.selectedProperty().bindBidirectional(model.restoreRunningProperty());
        Visibility.set(updatesRow, updates.host().isPresent());
        lookDaily.selectedProperty().bindBidirectional(updates.dailyProperty());
        lookSends.textProperty().bind(
                messages.text("updates.sends", updates.host().orElse(""), updates.userAgent()));
        lookDaily.accessibleHelpProperty().bind(lookSends.textProperty());
        about.setOnAction(e -> showAbout.run());
        closeButton.setOnAction(e -> close.run());
    }

    private static <T> void bind(Property<T> choice, Map<ToggleButton, Optional<T>> buttons) {
        ToggleGroup group = new ToggleGroup();
        group.getToggles().setAll(buttons.keySet());
        choice.subscribe(now -> buttons.forEach((button, value) -> {
            if (value.equals(Optional.ofNullable(now))) {
                group.selectToggle(button);
            }
        }));
        group.selectedToggleProperty().subscribe((Toggle before, Toggle now) -> {
            if (now == null) {
                group.selectToggle(before);
                return;
            }
            buttons.forEach((button, value) -> {
                if (button.equals(now)) {
                    choice.setValue(value.orElse(null));
                }
            });
        });
    }
}
