package dev.porthole.app.phone;

import dev.porthole.app.phone.PhoneLook.Place;
import dev.porthole.app.phone.PhoneLook.Stage;
import dev.porthole.app.platform.ClipboardAccess;
import dev.porthole.app.site.SiteViewModel;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Binds the panel for other devices. */
public final class PhoneController {

    private static final PseudoClass CONNECTED = PseudoClass.getPseudoClass("connected");

    private final PhoneViewModel model;
    private final SiteViewModel site;
    private final ClipboardAccess clipboard;
    private final Messages messages;
    private final QrView code = new QrView();
    private String chosen = "";
    private boolean swapped;

    @FXML Label stage;
    @FXML VBox letIn;
    @FXML Button letInButton;
    @FXML VBox found;
    @FXML StackPane codeFrame;
    @FXML Label url;
    @FXML Button copyPlace;
    @FXML VBox trust;
    @FXML Label trustWhy;
    @FXML Hyperlink otherCode;
    @FXML VBox places;
    @FXML VBox advice;

    /** Binds this model. */
    public PhoneController(
            PhoneViewModel model, SiteViewModel site, ClipboardAccess clipboard, Messages messages) {
        this.model = model;
        this.site = site;
        this.clipboard = clipboard;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        codeFrame.getChildren().add(code);
        codeFrame.accessibleTextProperty().bind(Bindings.createStringBinding(
                () -> messages.get("phone.code.name", url.getText()), url.textProperty(),
                messages.languageProperty()));
        letInButton.setOnAction(e -> site.serveEveryone(true));
        copyPlace.setOnAction(e -> clipboard.copy(url.getText()));
        otherCode.setOnAction(e -> {
            swapped = !swapped;
            showChosen(model.lookProperty().get());
            otherCode.setVisited(false);
        });
        model.lookProperty().subscribe(this::show);
        messages.languageProperty().subscribe(language -> show(model.lookProperty().get()));
    }

    private void show(PhoneLook look) {
        stage.setText(messages.get("phone.stage." + look.stage().name(), String.join(", ", look.devices())));
        boolean connected = look.stage() == Stage.CONNECTED;
        stage.pseudoClassStateChanged(CONNECTED, connected);
        codeFrame.pseudoClassStateChanged(CONNECTED, connected);
        setShown(letIn, look.stage() == Stage.ONLY_HERE);
        setShown(found, !look.places().isEmpty());
        if (!look.places().isEmpty() && look.places().stream().noneMatch(place -> place.url().equals(chosen))) {
            chosen = look.places().getFirst().url();
        }
        showChosen(look);
        ToggleGroup group = new ToggleGroup();
        places.getChildren().setAll(look.places().size() < 2
                ? List.of()
                : look.places().stream().map(place -> button(place, group, look)).toList());
        advice.getChildren().setAll(look.advice().stream().map(this::line).toList());
        setShown(advice, !look.advice().isEmpty());
    }

    private void showChosen(PhoneLook look) {
        String steps = look.places().stream().filter(place -> place.url().equals(chosen)).findFirst()
                .map(Place::steps).orElse("");
        boolean toSteps = !steps.isEmpty() && toSteps(look);
        String shown = look.places().isEmpty() ? "" : toSteps ? steps : chosen;
        url.setText(shown);
        code.show(shown);
        setShown(trust, !steps.isEmpty());
        trustWhy.setText(messages.get(toSteps ? "phone.trust.steps" : "phone.trust.site"));
        otherCode.setText(messages.get(toSteps ? "phone.trust.toSite" : "phone.trust.toSteps"));
    }

    /** As long as no device has come by HTTPS, the next one needs the steps first; unless the user knows better. */
    private boolean toSteps(PhoneLook look) {
        return (look.stage() != Stage.CONNECTED) != swapped;
    }

    /** For a computer in several networks: the phone is in one of them. */
    private ToggleButton button(Place place, ToggleGroup group, PhoneLook look) {
        ToggleButton button = new ToggleButton(place.url() + "  " + place.network());
        button.getStyleClass().addAll("tool-button", "phone-place");
        button.setMnemonicParsing(false);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setToggleGroup(group);
        button.setSelected(place.url().equals(chosen));
        button.setOnAction(e -> {
            chosen = place.url();
            button.setSelected(true);
            showChosen(look);
        });
        return button;
    }

    private Label line(Phrase words) {
        Label line = new Label("• " + messages.say(words));
        line.setWrapText(true);
        line.getStyleClass().add("muted");
        return line;
    }

    private static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
