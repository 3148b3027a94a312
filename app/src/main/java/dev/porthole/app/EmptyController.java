package dev.porthole.app;

import dev.porthole.app.site.SiteViewModel;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.ServerState;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;

/** Binds what stands in the place of a table without requests: what to do next. */
final class EmptyController {

    private final SiteViewModel site;
    private final Messages messages;

    @FXML Node waiting;
    @FXML Node stopped;
    @FXML Hyperlink address;
    @FXML Label stoppedTitle;
    @FXML Label stoppedText;
    @FXML Button start;

    EmptyController(SiteViewModel site, Messages messages) {
        this.site = site;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        waiting.visibleProperty().bind(site.runningProperty());
        stopped.visibleProperty().bind(site.runningProperty().not());
        stoppedTitle.textProperty().bind(messages.text(site.stateProperty().map(
                state -> Phrase.of(state instanceof ServerState.Failed
                        ? "empty.failed.title" : "empty.stopped.title"))));
        stoppedText.textProperty().bind(messages.text(site.stateProperty().map(
                state -> Phrase.of(state instanceof ServerState.Failed
                        ? "empty.failed.text" : "empty.stopped.text"))));
        address.textProperty().bind(site.addressProperty());
        address.setOnAction(e -> {
            site.openInBrowser();
            address.setVisited(false);
        });
        start.setOnAction(e -> site.applyTyped());
        start.disableProperty().bind(site.startableProperty().not());
    }
}
