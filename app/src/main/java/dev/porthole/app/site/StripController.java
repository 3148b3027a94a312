package dev.porthole.app.site;

import atlantafx.base.controls.CustomTextField;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.view.Overlay;
import dev.porthole.server.ServerState;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.TextFieldSkin;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds the control strip: which folder, on which port, for whom, and whether it runs. */
public final class StripController {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");
    private static final PseudoClass BUSY_PORT = PseudoClass.getPseudoClass("attention");
    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");
    private static final int MOST_RECENT = 10;
    private static final double CRAMPED = 700;
    private static final double NARROW = 960;

    private final SiteViewModel model;
    private final ReloadViewModel liveReload;
    private final SiteList sites;
    private final Messages messages;
    private final Overlay overlay;
    private final Region options;
    private final Consumer<Node> togglePhone;
    private final Consumer<Node> toggleHttps;
    private final Consumer<Button> networkChipOwner;
    private final VBox recentPanel = new VBox();

    @FXML VBox strip;
    @FXML CustomTextField folder;
    @FXML Button recent;
    @FXML Label folderLabel;
    @FXML Label portLabel;
    @FXML Button choose;
    @FXML CustomTextField port;
    @FXML Button portUp;
    @FXML Button portDown;
    @FXML Button start;
    @FXML HBox hints;
    @FXML Label folderHint;
    @FXML Label portHint;
    @FXML Button takeOffer;
    @FXML HBox addressBox;
    @FXML Hyperlink address;
    @FXML Label plannedAddress;
    @FXML Label stateText;
    @FXML Button open;
    @FXML Button copy;
    @FXML Button phone;
    @FXML ToggleButton everyone;
    @FXML FontIcon everyoneIcon;
    @FXML ToggleButton reload;
    @FXML ToggleButton https;
    @FXML FontIcon httpsIcon;
    @FXML Button networkChip;
    @FXML Button optionsButton;

    /**
     * Binds these models; the options float on the overlay.
     *
     * @param togglePhone shows the address for other devices below a control, or takes it away
     * @param toggleHttps shows what HTTPS needs there, or takes it away
     * @param networkChipOwner gives the chip for bad networks its text and its panel
     */
    public StripController(
            SiteViewModel model, ReloadViewModel liveReload, SiteList sites, Messages messages, Overlay overlay,
            Region options, Consumer<Node> togglePhone, Consumer<Node> toggleHttps,
            Consumer<Button> networkChipOwner) {
        this.model = model;
        this.liveReload = liveReload;
        this.sites = sites;
        this.messages = messages;
        this.overlay = overlay;
        this.options = options;
        this.togglePhone = togglePhone;
        this.toggleHttps = toggleHttps;
        this.networkChipOwner = networkChipOwner;
    }

    @FXML
    void initialize() {
        bindFields();
        bindHints();
        bindStart();
        bindAddress();
        bindSwitches();
    }

    private void bindFields() {
        folder.textProperty().bindBidirectional(model.folderTextProperty());
        port.textProperty().bindBidirectional(model.portTextProperty());
        showEndOfFolder();
        for (TextField field : new TextField[] {folder, port}) {
            field.setOnAction(e -> {
                // A button that stands in the field tells the field of its own clicks too.
                if (field.equals(e.getTarget())) {
                    model.applyTyped();
                }
            });
            field.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
                if (e.getCode() == KeyCode.ESCAPE) {
                    model.resetTyped();
                }
            });
        }
        port.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.UP || e.getCode() == KeyCode.DOWN) {
                model.stepPort(e.getCode() == KeyCode.UP ? 1 : -1);
                e.consume();
            }
        });
        portUp.setOnAction(e -> model.stepPort(1));
        portDown.setOnAction(e -> model.stepPort(-1));
        choose.setOnAction(e -> model.chooseFolder(messages.get("folder.choose.title")));
        recentPanel.getStyleClass().add("recent-panel");
        recent.setOnAction(e -> {
            fillRecent();
            overlay.toggle(recentPanel, folder);
        });
        folder.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.DOWN) {
                recent.fire();
                e.consume();
            }
        });
    }

    /** The end of a long path tells folders apart, its beginning is the same for most of them. */
    private void showEndOfFolder() {
        // A field without the keyboard moves its caret to the front whenever that goes from one control to another.
        for (ObservableValue<?> moving : List.of(
                folder.textProperty(), folder.focusedProperty(), folder.caretPositionProperty())) {
            moving.subscribe(now -> Platform.runLater(this::moveCaretToEnd));
        }
    }

    private void moveCaretToEnd() {
        if (folder.isFocused()) {
            return;
        }
        folder.end();
        // A caret that is moved begins to blink, seen or not: that alone would be sixty pulses a second.
        if (folder.getSkin() instanceof TextFieldSkin skin) {
            skin.setCaretAnimating(false);
        }
    }

    private void fillRecent() {
        recentPanel.getChildren().clear();
        recentPanel.setPrefWidth(Math.max(240, folder.getWidth() - 2));
        sites.recentFolders().stream().limit(MOST_RECENT).forEach(path -> {
            Button item = new Button(path.toString());
            item.getStyleClass().addAll("flat", "recent-item");
            item.setMnemonicParsing(false);
            item.setAlignment(Pos.CENTER_LEFT);
            item.setMaxWidth(Double.MAX_VALUE);
            item.setOnAction(e -> serveRecent(path));
            recentPanel.getChildren().add(item);
        });
    }

    private void serveRecent(Path path) {
        overlay.hide();
        model.serveRecent(path);
    }

    private void bindHints() {
        folderHint.textProperty().bind(messages.text(model.folderProblemProperty()));
        // Below the beginning of what it is about, however long the word in front of that is.
        folderHint.paddingProperty().bind(folder.layoutXProperty().map(
                x -> new Insets(0, 0, 0, x.doubleValue() - strip.getInsets().getLeft())));
        folderHint.visibleProperty().bind(model.folderProblemProperty().isNotNull());
        portHint.textProperty().bind(Bindings.createStringBinding(
                () -> messages.say(portPhrase()),
                model.portProblemProperty(), model.offerProperty(), model.pendingProperty(),
                model.portTextProperty(), messages.languageProperty()));
        // Never empty, also while hidden: a label whose mnemonic outlives its text cannot be laid out.
        takeOffer.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get("port.offer", offeredPort()), model.offerProperty(), messages.languageProperty()));
        takeOffer.visibleProperty().bind(model.offerProperty().isNotNull());
        takeOffer.managedProperty().bind(takeOffer.visibleProperty());
        takeOffer.setOnAction(e -> model.takeOffer());
        hints.visibleProperty().bind(folderHint.visibleProperty().or(portHint.textProperty().isNotEmpty()));
        hints.managedProperty().bind(hints.visibleProperty());
        model.folderProblemProperty().subscribe(
                problem -> folder.pseudoClassStateChanged(WRONG, problem != null));
        model.portProblemProperty().subscribe(problem -> {
            port.pseudoClassStateChanged(WRONG, problem != null);
            portHint.pseudoClassStateChanged(WRONG, problem != null);
        });
        model.offerProperty().subscribe(offer -> {
            port.pseudoClassStateChanged(BUSY_PORT, offer != null);
            portHint.pseudoClassStateChanged(BUSY_PORT, offer != null);
        });
    }

    private String offeredPort() {
        PortOffer offer = model.offerProperty().get();
        return offer == null ? "" : Integer.toString(offer.port());
    }

    private @Nullable Phrase portPhrase() {
        if (model.portProblemProperty().get() != null) {
            return model.portProblemProperty().get();
        }
        PortOffer offer = model.offerProperty().get();
        if (offer != null) {
            return offer.reason();
        }
        return model.pendingProperty().get() ? Phrase.of("strip.pending") : null;
    }

    private void bindStart() {
        start.setOnAction(e -> model.toggle());
        start.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get(switch (model.stateProperty().get()) {
                    case ServerState.Running running -> "strip.stop";
                    case ServerState.Starting starting -> "state.starting";
                    case ServerState.Stopping stopping -> "state.stopping";
                    default -> "strip.start";
                }),
                model.stateProperty(), messages.languageProperty()));
        start.disableProperty().bind(Bindings.createBooleanBinding(
                () -> !model.runningProperty().get() && !model.startableProperty().get(),
                model.runningProperty(), model.startableProperty()));
        start.accessibleHelpProperty().bind(Bindings.createStringBinding(
                () -> model.startBlocker() == null
                        ? messages.get("strip.start.tip") : messages.say(model.startBlocker()),
                model.folderProblemProperty(), model.portProblemProperty(), messages.languageProperty()));
        model.runningProperty().subscribe(running -> start.pseudoClassStateChanged(RUNNING, running));
    }

    private void bindAddress() {
        StateDot dot = new StateDot();
        dot.stateProperty().bind(model.stateProperty());
        addressBox.getChildren().addFirst(dot);
        address.textProperty().bind(model.addressProperty());
        address.visibleProperty().bind(model.runningProperty());
        address.managedProperty().bind(address.visibleProperty());
        address.setOnAction(e -> {
            model.openInBrowser();
            address.setVisited(false);
        });
        stateText.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get(StateDot.key(model.stateProperty().get())),
                model.stateProperty(), messages.languageProperty()));
        plannedAddress.textProperty().bind(model.addressProperty());
        for (Region onlyRunning : new Region[] {open, copy, phone}) {
            onlyRunning.visibleProperty().bind(model.runningProperty());
            onlyRunning.managedProperty().bind(onlyRunning.visibleProperty());
        }
        for (Region onlyStopped : new Region[] {stateText, plannedAddress}) {
            onlyStopped.visibleProperty().bind(model.runningProperty().not());
            onlyStopped.managedProperty().bind(onlyStopped.visibleProperty());
        }
        open.setOnAction(e -> model.openInBrowser());
        copy.setOnAction(e -> model.copyAddress());
        phone.setOnAction(e -> togglePhone.accept(phone));
    }

    private void bindSwitches() {
        model.configurationProperty().subscribe(configuration -> {
            everyone.setSelected(configuration.everyone());
            everyoneIcon.setIconLiteral(configuration.everyone() ? "fth-wifi" : "fth-monitor");
            https.setSelected(configuration.https());
            httpsIcon.setIconLiteral(configuration.https() ? "fth-lock" : "fth-unlock");
        });
        // On by one click, with what it needs next; off in there, so that nobody loses it by looking.
        https.setOnAction(e -> {
            if (!model.configurationProperty().get().https()) {
                model.serveHttps(true);
            }
            https.setSelected(true);
            toggleHttps.accept(https);
        });
        everyone.setOnAction(e -> model.serveEveryone(everyone.isSelected()));
        everyone.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get(model.configurationProperty().get().everyone()
                        ? "strip.everyone" : "strip.onlyThisComputer"),
                model.configurationProperty(), messages.languageProperty()));
        ReloadChip.bind(reload, model, liveReload, messages);
        strip.widthProperty().subscribe(width -> {
            boolean cramped = width.doubleValue() < CRAMPED;
            for (Label label : new Label[] {folderLabel, portLabel}) {
                label.setVisible(!cramped);
                label.setManaged(!cramped);
            }
            for (Labeled button : new Labeled[] {choose, open, copy, phone}) {
                button.setContentDisplay(cramped ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.TEXT_ONLY);
            }
            boolean narrow = width.doubleValue() < NARROW;
            for (Labeled chip : new Labeled[] {everyone, reload, https, networkChip, optionsButton}) {
                chip.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
            }
        });
        networkChipOwner.accept(networkChip);
        optionsButton.setOnAction(e -> overlay.toggle(options, optionsButton));
    }
}
