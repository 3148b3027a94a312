package dev.porthole.app.site;

import dev.porthole.app.text.Messages;
import java.io.File;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** One site in the sidebar: state, name, short path, port; only the state and a letter when narrow. */
final class SiteCell extends ListCell<Site> {

    private final Messages messages;
    private final SiteList sites;
    private final ObservableValue<Boolean> narrow;
    private final StateDot dot = new StateDot();
    private final Label name = new Label();
    private final Label path = new Label();
    private final Label port = new Label();
    private final VBox texts = new VBox(name, path);
    private final HBox row = new HBox(dot, texts, port);
    private final Tooltip tooltip = new Tooltip();
    private final ContextMenu menu = new ContextMenu();
    private Subscription watching = Subscription.EMPTY;

    SiteCell(Messages messages, SiteList sites, ObservableValue<Boolean> narrow) {
        this.messages = messages;
        this.sites = sites;
        this.narrow = narrow;
        getStyleClass().add("site-cell");
        name.getStyleClass().add("site-name");
        path.getStyleClass().add("site-path");
        port.getStyleClass().add("site-port");
        row.getStyleClass().add("site-row");
        row.setAlignment(Pos.CENTER_LEFT);
        texts.setMinWidth(0);
        texts.setAlignment(Pos.CENTER_LEFT);
        port.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(texts, Priority.ALWAYS);
        addMenu("site.start", Site::restart);
        addMenu("site.stop", Site::stop);
        addMenu("site.remove", sites::remove);
        setPrefWidth(0);
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
            setGraphic(null);
            setContextMenu(null);
            setTooltip(null);
            return;
        }
        dot.stateProperty().bind(site.stateProperty());
        port.textProperty().bind(Bindings.createStringBinding(
                () -> site.port() == 0 ? messages.get("port.any") : Integer.toString(site.port()),
                site.stateProperty(), site.configurationProperty(), messages.languageProperty()));
        path.setText(shortPath(site.folder().toString()));
        tooltip.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get("sidebar.site", site.folder(), messages.get(StateDot.key(site.state()))),
                site.stateProperty(), messages.languageProperty()));
        accessibleTextProperty().bind(tooltip.textProperty());
        watching = narrow.subscribe(this::layoutParts);
        setTooltip(tooltip);
        setContextMenu(menu);
        setGraphic(row);
    }

    private void layoutParts(boolean onlyIcons) {
        Site site = getItem();
        String full = site == null ? "" : site.name();
        name.setText(onlyIcons && !full.isEmpty() ? full.substring(0, full.offsetByCodePoints(0, 1)) : full);
        for (Label hidden : new Label[] {path, port}) {
            hidden.setVisible(!onlyIcons);
            hidden.setManaged(!onlyIcons);
        }
    }

    private void addMenu(String key, Consumer<Site> action) {
        MenuItem item = new MenuItem();
        item.textProperty().bind(messages.text(key));
        item.setOnAction(e -> {
            Site site = getItem();
            if (site != null) {
                sites.selectedProperty().set(site);
                action.accept(site);
            }
        });
        menu.getItems().add(item);
    }

    private static String shortPath(String path) {
        String home = System.getProperty("user.home", "");
        boolean inside = home.length() > 1 && path.startsWith(home)
                && (path.length() == home.length() || path.charAt(home.length()) == File.separatorChar);
        return inside ? "~" + path.substring(home.length()) : path;
    }
}
