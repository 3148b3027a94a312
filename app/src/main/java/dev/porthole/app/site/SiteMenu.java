package dev.porthole.app.site;

import dev.porthole.app.text.Messages;
import dev.porthole.server.ServerState;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;

/** The context menu of the list of sites, for one site at a time. */
final class SiteMenu {

    private final Messages messages;
    private final ContextMenu menu = new ContextMenu();
    private final ObjectProperty<@Nullable Site> site = new SimpleObjectProperty<>();
    private final MenuItem start;
    private final MenuItem stop;
    private final MenuItem open;
    private final MenuItem reset;
    private final MenuItem up;
    private final MenuItem down;
    private final List<Site> sites;

    SiteMenu(Messages messages, SidebarViewModel model, ObservableList<Site> sites) {
        this.messages = messages;
        this.sites = sites;
        start = item("site.start", model::toggle);
        stop = item("site.stop", model::toggle);
        open = item("site.open", model::openInBrowser);
        reset = item("site.reset", model::resetInBrowser);
        up = item("site.up", one -> model.move(one, -1));
        down = item("site.down", one -> model.move(one, 1));
        menu.getItems().setAll(
                start, stop, new SeparatorMenuItem(),
                open, item("site.copy", model::copyAddress), item("site.folder", model::showFolder),
                reset,
                new SeparatorMenuItem(),
                item("site.rename", model.renamedProperty()::set), up, down,
                new SeparatorMenuItem(),
                item("site.remove", model::remove));
        menu.setOnHidden(e -> site.set(null));
    }

    /** Shows the menu for a site, at a place of the screen. */
    void show(Site forThis, Node owner, double screenX, double screenY) {
        menu.hide();
        site.set(forThis);
        boolean stopped = forThis.isStopped();
        start.setVisible(stopped);
        stop.setVisible(!stopped);
        open.setDisable(!(forThis.state() instanceof ServerState.Running));
        reset.setDisable(open.isDisable());
        up.setDisable(sites.indexOf(forThis) == 0);
        down.setDisable(sites.indexOf(forThis) == sites.size() - 1);
        menu.show(owner, screenX, screenY);
    }

    private MenuItem item(String key, Consumer<Site> action) {
        MenuItem item = new MenuItem();
        item.textProperty().bind(messages.text(key));
        item.setOnAction(e -> {
            Site chosen = site.get();
            if (chosen != null) {
                action.accept(chosen);
            }
        });
        return item;
    }
}
