package dev.porthole.app;

import dev.porthole.app.site.SiteViewModel;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;

/** Binds what stands in the place of a table without requests: what to do next. */
final class EmptyController {

    private final SiteViewModel site;

    @FXML Node waiting;
    @FXML Node stopped;
    @FXML Hyperlink address;
    @FXML Button start;

    EmptyController(SiteViewModel site) {
        this.site = site;
    }

    @FXML
    void initialize() {
        waiting.visibleProperty().bind(site.runningProperty());
        stopped.visibleProperty().bind(site.runningProperty().not());
        address.textProperty().bind(site.addressProperty());
        address.setOnAction(e -> {
            site.openInBrowser();
            address.setVisited(false);
        });
        start.setOnAction(e -> site.applyTyped());
        start.disableProperty().bind(site.startableProperty().not());
    }
}
