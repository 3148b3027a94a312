package dev.porthole.app.site;

import dev.porthole.server.SiteOptions;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;

/** Binds the panel of a site's options. */
public final class OptionsController {

    private final SiteViewModel model;

    @FXML CheckBox listDirectories;
    @FXML CheckBox serveDotfiles;
    @FXML Label restartHint;

    /** Binds this model. */
    public OptionsController(SiteViewModel model) {
        this.model = model;
    }

    @FXML
    void initialize() {
        model.configurationProperty().subscribe(configuration -> {
            listDirectories.setSelected(configuration.options().listDirectories());
            serveDotfiles.setSelected(configuration.options().serveDotfiles());
        });
        listDirectories.setOnAction(e -> present());
        serveDotfiles.setOnAction(e -> present());
        restartHint.visibleProperty().bind(model.runningProperty());
    }

    private void present() {
        model.present(new SiteOptions(listDirectories.isSelected(), serveDotfiles.isSelected()));
    }
}
