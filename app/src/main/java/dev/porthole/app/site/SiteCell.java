package dev.porthole.app.site;

import dev.porthole.app.text.Messages;
import dev.porthole.server.ServerState;
import java.io.File;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * One site in the sidebar: state, name, short path, port; only the state and a letter when narrow. Under the
 * pointer, a button to start or stop it takes the place of the port.
 */
final class SiteCell extends ListCell<Site> {

    private final Messages messages;
    private final SidebarViewModel model;
    private final ObservableValue<Boolean> narrow;
    private final StateDot dot = new StateDot();
    private final Label name = new Label();
    private final SiteNameField nameField;
    private final Label path = new Label();
    private final VBox texts = new VBox(name, path);
    private final Label port = new Label();
    private final FontIcon toggleIcon = new FontIcon();
    private final Button toggle = new Button("", toggleIcon);
    private final StackPane end = new StackPane(port, toggle);
    private final HBox row = new HBox(dot, texts, end);
    private final Tooltip tooltip = new Tooltip();
    private Subscription watching = Subscription.EMPTY;

    SiteCell(Messages messages, SidebarViewModel model, ObservableValue<Boolean> narrow, Runnable giveBackFocus) {
        this.messages = messages;
        this.model = model;
        this.narrow = narrow;
        nameField = new SiteNameField(messages, model, giveBackFocus);
        getStyleClass().add("site-cell");
        name.getStyleClass().add("site-name");
        path.getStyleClass().add("site-path");
        port.getStyleClass().add("site-port");
        row.getStyleClass().add("site-row");
        toggle.getStyleClass().addAll("flat", "icon-button", "site-toggle");
        row.setAlignment(Pos.CENTER_LEFT);
        texts.setMinWidth(0);
        texts.setAlignment(Pos.CENTER_LEFT);
        port.setMinWidth(USE_PREF_SIZE);
        end.setAlignment(Pos.CENTER_RIGHT);
        end.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(texts, Priority.ALWAYS);
        setPrefWidth(0);
        // The keyboard has the space bar for that; a button in each row would be in its way.
        toggle.setFocusTraversable(false);
        toggle.visibleProperty().bind(hoverProperty());
        port.visibleProperty().bind(toggle.visibleProperty().not());
        toggle.setOnAction(e -> {
            Site site = getItem();
            if (site != null) {
                model.toggle(site);
            }
        });
        name.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                model.renamedProperty().set(getItem());
                e.consume();
            }
        });
    }

    @Override
    protected void updateItem(@Nullable Site site, boolean empty) {
        super.updateItem(site, empty);
        // Only while a site is shown: the list throws cells away and nobody would tell them.
        watching.unsubscribe();
        dot.stateProperty().unbind();
        port.textProperty().unbind();
        tooltip.textProperty().unbind();
        accessibleTextProperty().unbind();
        if (site == null || empty) {
            nameField.leave();
            setGraphic(null);
            setTooltip(null);
            return;
        }
        dot.stateProperty().bind(site.stateProperty());
        port.textProperty().bind(Bindings.createStringBinding(
                () -> portText(site), site.stateProperty(), site.configurationProperty(), messages.languageProperty()));
        path.setText(shortPath(site.folder().toString()));
        tooltip.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get("sidebar.site", site.folder(), messages.get(StateDot.key(site.state()))),
                site.stateProperty(), messages.languageProperty()));
        accessibleTextProperty().bind(Bindings.createStringBinding(
                () -> messages.get("sidebar.site.spoken",
                        site.name(), messages.get(StateDot.key(site.state())), portText(site)),
                site.stateProperty(), site.ownNameProperty(), site.configurationProperty(),
                messages.languageProperty()));
        setTooltip(tooltip);
        setGraphic(row);
        watching = Subscription.combine(
                narrow.subscribe(onlyIcons -> layoutParts(site)),
                site.ownNameProperty().subscribe((before, now) -> layoutParts(site)),
                model.renamedProperty().subscribe(now -> layoutParts(site)),
                site.stateProperty().subscribe(now -> showToggle(site)),
                messages.languageProperty().subscribe((before, now) -> showToggle(site)));
    }

    private String portText(Site site) {
        return site.port() == 0 ? messages.get("port.any") : Integer.toString(site.port());
    }

    private void layoutParts(Site site) {
        boolean onlyIcons = narrow.getValue();
        boolean typing = site.equals(model.renamedProperty().get());
        String full = site.name();
        name.setText(onlyIcons ? full.substring(0, full.offsetByCodePoints(0, Math.min(1, full.length()))) : full);
        if (typing) {
            Node field = nameField.edit(site);
            // Taking it out and in again would cost it the focus, and with that end the typing.
            if (!texts.getChildren().contains(field)) {
                texts.getChildren().setAll(field);
            }
        } else if (!texts.getChildren().contains(name)) {
            texts.getChildren().setAll(name, path);
            nameField.leave();
        }
        path.setVisible(!onlyIcons);
        path.setManaged(!onlyIcons);
        end.setVisible(!onlyIcons && !typing);
        end.setManaged(!onlyIcons && !typing);
    }

    private void showToggle(Site site) {
        boolean stopped = site.isStopped();
        toggleIcon.setIconLiteral(stopped ? "fth-play" : "fth-square");
        toggle.setAccessibleText(messages.get(stopped ? "site.start" : "site.stop"));
        toggle.setDisable(site.state() instanceof ServerState.Starting || site.state() instanceof ServerState.Stopping);
    }

    private static String shortPath(String path) {
        String home = System.getProperty("user.home", "");
        boolean inside = home.length() > 1 && path.startsWith(home)
                && (path.length() == home.length() || path.charAt(home.length()) == File.separatorChar);
        return inside ? "~" + path.substring(home.length()) : path;
    }
}
