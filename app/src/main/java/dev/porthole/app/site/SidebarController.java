package dev.porthole.app.site;

import dev.porthole.app.lab.area.LabViewModel;
import dev.porthole.app.text.Messages;
import dev.porthole.lab.script.Experiment;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Bounds;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Binds the list of sites. */
public final class SidebarController {

    private static final double WIDE = 216;
    private static final double ICONS_ONLY = 56;
    private static final double NARROW = 900;
    private static final double NARROW_WHEN_CROWDED = 1_180;
    private static final double LIST_PADDING = 2;

    /** What stands above and below the list, the place to drop folders included. */
    private static final double EVERYTHING_ELSE = 380;
    private static final double LOW = 360;

    private static final PseudoClass SHOWN = PseudoClass.getPseudoClass("shown");

    private static final KeyCombination UNDO = KeyCombination.keyCombination("Shortcut+Z");
    private static final KeyCombination UP = KeyCombination.keyCombination("Alt+Up");
    private static final KeyCombination DOWN = KeyCombination.keyCombination("Alt+Down");

    private final SiteList sites;
    private final SiteViewModel selectedSite;
    private final SidebarViewModel model;
    private final BooleanProperty restoreRunning;
    private final Messages messages;
    private final Runnable openPreferences;
    private final Runnable openGuide;
    private final LabViewModel lab;
    private final BooleanProperty narrow = new SimpleBooleanProperty();
    private final BooleanProperty onlyIcons = new SimpleBooleanProperty();
    private final SiteMenu menu;

    @FXML VBox sidebar;
    @FXML HBox header;
    @FXML Button allSites;
    @FXML StackPane listBox;
    @FXML ListView<Site> list;
    @FXML Region dropLine;
    @FXML Button add;
    @FXML Button preferences;
    @FXML Button guideEntry;
    @FXML Label learn;
    @FXML Button labButton;
    @FXML Button programs;
    @FXML Label title;
    @FXML Node dropTarget;

    /**
     * Binds these models.
     *
     * @param restoreRunning whether sites that run when Porthole is closed run again at the next start
     */
    public SidebarController(
            SiteList sites, SiteViewModel selectedSite, SidebarViewModel model, BooleanProperty restoreRunning,
            Messages messages, Runnable openPreferences, Runnable openGuide, LabViewModel lab) {
        this.sites = sites;
        this.selectedSite = selectedSite;
        this.model = model;
        this.restoreRunning = restoreRunning;
        this.messages = messages;
        this.openPreferences = openPreferences;
        this.openGuide = openGuide;
        this.lab = lab;
        this.menu = new SiteMenu(messages, model, sites.sites());
        // There is no room to type a name beside an icon.
        onlyIcons.bind(narrow.and(model.renamedProperty().isNull()));
    }

    /**
     * Folds to icons when the window is laid out narrow.
     *
     * @param crowded whether what is beside it needs more room than usual
     */
    public void follow(ObservableValue<Number> contentWidth, ObservableBooleanValue crowded) {
        narrow.bind(Bindings.createBooleanBinding(
                () -> contentWidth.getValue().doubleValue() < (crowded.get() ? NARROW_WHEN_CROWDED : NARROW),
                contentWidth, crowded));
    }

    @FXML
    void initialize() {
        list.setItems(sites.sites());
        list.setCellFactory(any -> new SiteCell(messages, model, onlyIcons, list::requestFocus));
        sites.sites().subscribe(this::fitList);
        sidebar.heightProperty().subscribe(this::fitList);
        bindSelection();
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressKey);
        list.setOnContextMenuRequested(this::showMenu);
        var _ = new SiteReorder(list, dropLine, (site, place) -> {
            model.moveTo(site, place);
            showSelection();
        });
        fillMenu();
        add.setOnAction(e -> selectedSite.addSite(messages.get("folder.add.title")));
        preferences.setOnAction(e -> openPreferences.run());
        guideEntry.setOnAction(e -> openGuide.run());
        bindLab();
        onlyIcons.subscribe(this::fitWidth);
        model.renamedProperty().subscribe(site -> {
            if (site != null) {
                reveal(site);
            }
        });
    }

    private void bindLab() {
        labButton.setOnAction(e -> lab.open());
        programs.setOnAction(e -> lab.open(Experiment.PROGRAMS));
        lab.showingProperty().subscribe(this::markLab);
        lab.experimentProperty().subscribe(this::markLab);
        // Also the site that is selected already: the lab stands in its place.
        list.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> lab.leave());
        list.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER) {
                lab.leave();
            }
        });
    }

    private void markLab() {
        boolean shown = lab.showingProperty().get();
        boolean two = lab.experimentProperty().get() == Experiment.PROGRAMS;
        labButton.pseudoClassStateChanged(SHOWN, shown && !two);
        programs.pseudoClassStateChanged(SHOWN, shown && two);
        list.pseudoClassStateChanged(PseudoClass.getPseudoClass("elsewhere"), shown);
    }

    /** Scrolls only if that is needed, and no farther; the list's own way would put the site at the top. */
    private void reveal(Site site) {
        if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
            flow.scrollTo(list.getItems().indexOf(site));
        } else {
            list.scrollTo(site);
        }
    }

    private void bindSelection() {
        sites.selectedProperty().subscribe(this::showSelection);
        showSelection();
        list.getSelectionModel().selectedItemProperty().subscribe(site -> {
            if (site != null) {
                sites.selectedProperty().set(site);
            }
        });
    }

    private void showSelection() {
        Site site = sites.selected();
        if (site == null) {
            list.getSelectionModel().clearSelection();
        } else {
            // By place: a list whose items have just moved may believe that the site is selected already.
            list.getSelectionModel().clearAndSelect(sites.sites().indexOf(site));
            reveal(site);
        }
    }

    private void pressKey(KeyEvent e) {
        Site site = sites.selected();
        if (e.getTarget() instanceof TextInputControl || site == null) {
            return;
        }
        if (UNDO.match(e)) {
            model.undoRemoval();
        } else if (UP.match(e) || DOWN.match(e)) {
            model.move(site, UP.match(e) ? -1 : 1);
            showSelection();
        } else if (e.getCode() == KeyCode.F2) {
            model.renamedProperty().set(site);
        } else if (e.getCode() == KeyCode.DELETE) {
            model.remove(site);
        } else if (e.getCode() == KeyCode.SPACE) {
            model.toggle(site);
        } else {
            return;
        }
        e.consume();
    }

    private void showMenu(ContextMenuEvent e) {
        Site site = sites.selected();
        if (site == null || e.getTarget() instanceof TextInputControl) {
            return;
        }
        if (e.isKeyboardTrigger()) {
            Bounds place = list.localToScreen(list.getLayoutBounds());
            for (Node cell : list.lookupAll(".site-cell")) {
                if (cell instanceof SiteCell one && site.equals(one.getItem())) {
                    place = one.localToScreen(one.getLayoutBounds());
                }
            }
            menu.show(site, list, place.getMinX(), place.getMaxY());
        } else {
            menu.show(site, list, e.getScreenX(), e.getScreenY());
        }
        e.consume();
    }

    private void fillMenu() {
        MenuItem startAll = item("sidebar.startAll", model::startAll);
        MenuItem stopAll = item("sidebar.stopAll", model::stopAll);
        CheckMenuItem restore = new CheckMenuItem();
        restore.textProperty().bind(messages.text("sidebar.restoreRunning"));
        restore.selectedProperty().bindBidirectional(restoreRunning);
        ContextMenu forAll = new ContextMenu(startAll, stopAll, new SeparatorMenuItem(), restore);
        allSites.setOnAction(e -> {
            startAll.setDisable(!model.canStartAny());
            stopAll.setDisable(!model.canStopAny());
            forAll.show(allSites, Side.BOTTOM, 0, 0);
        });
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem();
        item.textProperty().bind(messages.text(key));
        item.setOnAction(e -> action.run());
        return item;
    }

    private void fitList() {
        double height = Math.max(1, sites.sites().size()) * list.getFixedCellSize() + LIST_PADDING;
        listBox.setPrefHeight(height);
        listBox.setMaxHeight(height);
        boolean room = !onlyIcons.get() && height + EVERYTHING_ELSE <= sidebar.getHeight();
        dropTarget.setVisible(room);
        dropTarget.setManaged(room);
        // The lab leads there as well; on a low screen or at a large scale nothing may be pushed out of the window.
        boolean low = sidebar.getHeight() < LOW;
        programs.setVisible(!low);
        programs.setManaged(!low);
    }

    private void fitWidth(boolean icons) {
        double width = icons ? ICONS_ONLY : WIDE;
        sidebar.setMinWidth(width);
        sidebar.setPrefWidth(width);
        sidebar.setMaxWidth(width);
        ContentDisplay display = icons ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
        for (Labeled each : List.of(add, labButton, programs, guideEntry, preferences)) {
            each.setContentDisplay(display);
        }
        learn.setVisible(!icons);
        learn.setManaged(!icons);
        title.setVisible(!icons);
        title.setManaged(!icons);
        sidebar.pseudoClassStateChanged(PseudoClass.getPseudoClass("narrow"), icons);
        fitList();
    }
}
