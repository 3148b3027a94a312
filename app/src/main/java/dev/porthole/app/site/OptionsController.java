package dev.porthole.app.site;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.http.HostingRules;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;

/** Binds the panel of a site's options. */
public final class OptionsController {

    private final SiteViewModel model;

    @FXML CheckBox listDirectories;
    @FXML CheckBox serveDotfiles;
    @FXML CheckBox fallback;
    @FXML CheckBox cleanUrls;
    @FXML CheckBox shared;
    @FXML CheckBox isolated;
    @FXML CheckBox encodedFiles;
    @FXML CheckBox compress;
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
            HostingRules rules = configuration.options().rules();
            fallback.setSelected(rules.fallback());
            cleanUrls.setSelected(rules.cleanUrls());
            shared.setSelected(rules.shared());
            isolated.setSelected(rules.isolated());
            encodedFiles.setSelected(rules.encodedFiles());
            compress.setSelected(configuration.options().compress());
        });
        List.of(listDirectories, serveDotfiles, fallback, cleanUrls, shared, isolated, encodedFiles, compress)
                .forEach(option -> option.setOnAction(e -> present()));
        restartHint.visibleProperty().bind(model.runningProperty());
    }

    private void present() {
        SiteOptions before = model.configurationProperty().get().options();
        HostingRules rules = before.rules()
                .withFallback(fallback.isSelected())
                .withCleanUrls(cleanUrls.isSelected())
                .withShared(shared.isSelected())
                .withIsolated(isolated.isSelected())
                .withEncodedFiles(encodedFiles.isSelected());
        model.present(before
                .withListDirectories(listDirectories.isSelected())
                .withServeDotfiles(serveDotfiles.isSelected())
                .withRules(rules)
                .withCompress(compress.isSelected()));
    }
}
