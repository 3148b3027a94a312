package dev.porthole.app.https;

import dev.porthole.app.https.HttpsLook.Stage;
import dev.porthole.app.https.TrustCommands.TrustCommand;
import dev.porthole.app.platform.ClipboardAccess;
import dev.porthole.app.site.SiteViewModel;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.view.Visibility;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds the panel for HTTPS. */
public final class HttpsController {

    private final HttpsViewModel model;
    private final SiteViewModel site;
    private final ClipboardAccess clipboard;
    private final Messages messages;

    @FXML CheckBox httpsOn;
    @FXML Label httpsState;
    @FXML VBox httpsAuthority;
    @FXML Label httpsName;
    @FXML Label httpsFingerprint;
    @FXML Button copyFingerprint;
    @FXML Label httpsEnd;
    @FXML Label httpsCommandsTitle;
    @FXML VBox httpsCommands;
    @FXML Label httpsElsewhere;
    @FXML VBox httpsRemoval;
    @FXML Button removeAuthority;
    @FXML VBox removeQuestion;
    @FXML Button reallyRemove;
    @FXML Button keepAuthority;

    /** Binds these models. */
    public HttpsController(
            HttpsViewModel model, SiteViewModel site, ClipboardAccess clipboard, Messages messages) {
        this.model = model;
        this.site = site;
        this.clipboard = clipboard;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        site.configurationProperty().subscribe(configuration -> httpsOn.setSelected(configuration.https()));
        httpsOn.setOnAction(e -> site.serveHttps(httpsOn.isSelected()));
        // The first site that is served by HTTPS makes the authority.
        site.stateProperty().subscribe(state -> model.refresh());
        copyFingerprint.setOnAction(e -> clipboard.copy(model.lookProperty().get().fingerprint()));
        removeAuthority.setOnAction(e -> ask(true));
        keepAuthority.setOnAction(e -> ask(false));
        reallyRemove.setOnAction(e -> model.remove());
        model.lookProperty().subscribe(this::show);
        messages.languageProperty().subscribe(language -> show(model.lookProperty().get()));
    }

    private void show(HttpsLook look) {
        boolean there = look.stage() == Stage.THERE;
        Phrase problem = look.problem();
        httpsState.setText(problem == null ? messages.get("https.stage." + look.stage()) : messages.say(problem));
        Visibility.set(httpsAuthority, there);
        httpsName.setText(look.name());
        httpsFingerprint.setText(inTwoLines(look.fingerprint()));
        httpsEnd.setText(String.valueOf(look.end()));
        httpsCommandsTitle.setText(messages.get(there ? "https.trust" : "https.distrust"));
        Visibility.set(httpsCommandsTitle, !look.commands().isEmpty());
        Visibility.set(httpsCommands, !look.commands().isEmpty());
        httpsCommands.getChildren().setAll(look.commands().stream().map(this::command).toList());
        httpsElsewhere.setText(there
                ? messages.get("https.elsewhere", look.certificate())
                : messages.get("https.elsewhere.removed", look.name()));
        Visibility.set(httpsElsewhere, !look.commands().isEmpty());
        Visibility.set(httpsRemoval, there);
        ask(false);
    }

    /** What cannot be undone is asked twice. */
    private void ask(boolean asked) {
        Visibility.set(removeQuestion, asked);
        Visibility.set(removeAuthority, !asked);
        if (asked) {
            keepAuthority.requestFocus();
        }
    }

    private Node command(TrustCommand command) {
        Label audience = new Label(messages.get("https.for." + command.audience()));
        audience.getStyleClass().add("muted");
        Label text = new Label(command.text());
        text.setMnemonicParsing(false);
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.getStyleClass().add("https-command");
        Button copy = new Button(null, new FontIcon("fth-copy"));
        copy.getStyleClass().addAll("flat", "icon-button");
        copy.setAccessibleText(messages.get("https.copy", audience.getText()));
        copy.setOnAction(e -> clipboard.copy(command.text()));
        HBox line = new HBox(text, copy);
        line.getStyleClass().add("https-line");
        HBox.setHgrow(text, Priority.ALWAYS);
        VBox box = new VBox(audience, line);
        box.getStyleClass().add("https-command-box");
        return box;
    }

    /** Two lines of as many bytes are compared more easily than one that ends anywhere. */
    private static String inTwoLines(String fingerprint) {
        int half = (fingerprint.length() + 1) / 2;
        return fingerprint.isEmpty() ? "" : fingerprint.substring(0, half) + "\n" + fingerprint.substring(half);
    }
}
