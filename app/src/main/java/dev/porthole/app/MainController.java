package dev.porthole.app;

import dev.porthole.app.about.AboutController;
import dev.porthole.app.charts.ChartsController;
import dev.porthole.app.check.CheckController;
import dev.porthole.app.connections.ConnectionDetailsController;
import dev.porthole.app.connections.ConnectionsController;
import dev.porthole.app.export.ExportController;
import dev.porthole.app.export.OpenedLogController;
import dev.porthole.app.export.OpenedLogViewModel;
import dev.porthole.app.help.GuidePage;
import dev.porthole.app.https.HttpsController;
import dev.porthole.app.inspector.InspectorController;
import dev.porthole.app.lab.area.LabController;
import dev.porthole.app.loop.LoopController;
import dev.porthole.app.network.NetworkController;
import dev.porthole.app.pages.PagesController;
import dev.porthole.app.phone.PhoneController;
import dev.porthole.app.platform.ClipboardAccess;
import dev.porthole.app.preferences.PreferencesController;
import dev.porthole.app.publish.Publication;
import dev.porthole.app.publish.TakeOnline;
import dev.porthole.app.requests.FilterController;
import dev.porthole.app.requests.LogRow;
import dev.porthole.app.requests.RequestsController;
import dev.porthole.app.site.NoticesController;
import dev.porthole.app.site.OptionsController;
import dev.porthole.app.site.SidebarController;
import dev.porthole.app.site.Site;
import dev.porthole.app.site.StripController;
import dev.porthole.app.status.StatusController;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.app.tour.TourController;
import dev.porthole.app.view.DeferredView;
import dev.porthole.app.view.FocusOrder;
import dev.porthole.app.view.Key;
import dev.porthole.app.view.KeyArea;
import dev.porthole.app.view.Overlay;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.server.ServerState;
import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Puts the parts of the window in their places and gives it its keys. */
final class MainController {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final WindowModels models;
    private final ViewLoader views;
    private final Messages messages;
    private final Overlay overlay = new Overlay();

    private final SidebarController sidebar;
    private final FilterController filter;
    private final RequestsController requests;
    private final Region preferencesPanel;
    private final Region aboutPanel;
    private final Region shortcutsPanel;
    private final Region phonePanel;
    private final Region httpsPanel;
    private final NetworkController network;
    private final Region networkPanel;
    private final Region strip;
    private final Pane requestsPage;
    private final Region connectionsPage;
    private final ExportController exportPanel;
    private final Region exportView;
    private final Region openedLogStrip;
    private final Region chartsPage;
    private final Region checkPage;
    private final Region loopPage;
    private final Region statusBar;
    private final LabController lab;
    private final DeferredView labArea;
    private final Region sidebarView;
    private final Region inspectorView;
    private final TourController tour;

    @FXML StackPane root;
    @FXML BorderPane workbench;
    @FXML StackPane stripSlot;
    @FXML VBox notices;
    @FXML HBox tabBar;
    @FXML ToggleButton requestsTab;
    @FXML ToggleButton connectionsTab;
    @FXML ToggleButton chartsTab;
    @FXML ToggleButton checkTab;
    @FXML ToggleButton loopTab;
    @FXML Label requestsCount;
    @FXML Label connectionsCount;
    @FXML Label chartsCount;
    @FXML Label checkCount;
    @FXML StackPane pages;
    @FXML StackPane dropHighlight;

    MainController(WindowModels models, ViewLoader views, ClipboardAccess clipboard) {
        this.models = models;
        this.views = views;
        this.messages = views.messages();
        inspectorView = views.deferred("inspector.fxml", () -> new InspectorController(models.inspector(), messages));
        filter = new FilterController(models.filter(), models.requests(), messages);
        requests = new RequestsController(
                models.requests(), models.requestActions(), models.columns(), views, inspectorView,
                views.load("filter.fxml", filter));
        sidebar = new SidebarController(
                models.sites(), models.site(), models.sidebar(), models.preferences().restoreRunningProperty(),
                messages, this::showPreferences, this::openGuide, models.lab());
        aboutPanel = views.deferred("about.fxml",
                () -> new AboutController(messages, clipboard, models.updates().get(), overlay::hide));
        preferencesPanel = views.deferred("preferences.fxml", () -> new PreferencesController(
                models.preferences(), models.updates().get(), messages,
                () -> overlay.toggleCentered(aboutPanel), overlay::hide));
        shortcutsPanel = views.deferred("shortcuts.fxml",
                () -> new ShortcutsController(messages, this::openGuide, this::takeTour, overlay::hide));
        TakeOnline takeOnline = new TakeOnline(models.sites(), models.fileSaver(), messages);
        Region options = views.deferred("options.fxml", () -> new OptionsController(
                models.site(), models.hosting(), models.reload(), messages,
                () -> takeOnline.save(Publication.NGINX), () -> takeOnline.save(Publication.CADDY)));
        phonePanel = views.deferred("phone.fxml",
                () -> new PhoneController(models.phone(), models.site(), clipboard, messages));
        httpsPanel = views.deferred("https.fxml",
                () -> new HttpsController(models.https(), models.site(), clipboard, messages));
        network = new NetworkController(models.network(), messages);
        networkPanel = views.deferred("network.fxml", () -> network);
        strip = views.load("strip.fxml",
                new StripController(models.site(), models.reload(), models.sites(), messages, overlay, options,
                        this::togglePhone, this::toggleHttps, this::ownNetworkChip));
        requestsPage = (Pane) views.load("requests.fxml", requests);
        filter.showSuggestionsIn(requestsPage);
        connectionsPage = views.deferred("connections.fxml", () -> new ConnectionsController(
                models.connections(), messages,
                views.load("connection-details.fxml", new ConnectionDetailsController(
                        models.connections(), messages, () -> models.connections().select(List.of()),
                        this::showRequest)),
                this::showRequest));
        exportPanel = new ExportController(models.export(), models.openedLog(), messages, overlay::hide);
        exportView = views.deferred("export.fxml", () -> exportPanel);
        openedLogStrip = views.deferred(
                "opened-log.fxml", () -> new OpenedLogController(models.openedLog(), messages));
        chartsPage = views.deferred("charts.fxml",
                () -> new ChartsController(models.charts(), models.fileSaver(), messages, this::showRequests));
        checkPage = views.deferred("check.fxml", () -> new CheckController(
                models.check(), models.site(), models.fileSaver(), clipboard, messages));
        loopPage = views.deferred("loop.fxml", () -> new LoopController(models.loop(), messages));
        statusBar = views.load("status.fxml", new StatusController(models.status(), models.site(), messages));
        lab = new LabController(models.lab(), models.notices(), views, this::showLoop);
        labArea = views.deferred("lab.fxml", () -> lab);
        sidebarView = views.load("sidebar.fxml", sidebar);
        tour = new TourController(models.tour(), views);
    }

    @FXML
    void initialize() {
        workbench.setLeft(sidebarView);
        workbench.setBottom(statusBar);
        stripSlot.getChildren().setAll(strip, openedLogStrip);
        pages.getChildren().setAll(checkPage, loopPage, chartsPage, connectionsPage, requestsPage);
        Region welcome = views.deferred("welcome.fxml", () -> new WelcomeController(
                models.site(), models.sites(), models.notices(), messages, models.samples()::open,
                this::takeTour, this::showPreferences, this::openGuide));
        root.getChildren().add(1, welcome);
        root.getChildren().addAll(tour.layer(), overlay);
        BooleanBinding logShown = models.openedLog().openedProperty().isNotNull()
                .or(models.openedLog().beingReadProperty().isNotNull());
        BooleanBinding nothingYet = Bindings.isEmpty(models.sites().sites()).and(logShown.not())
                .and(models.lab().showingProperty().not());
        welcome.visibleProperty().bind(nothingYet);
        workbench.visibleProperty().bind(nothingYet.not());
        workbench.visibleProperty().subscribe(visible -> {
            if (visible) {
                takeFocus();
                tour.keepFocus();
            }
        });
        new NoticesController(models.notices(), messages, notices);
        requests.setEmptyView(views.load("empty.fxml", new EmptyController(models.site(), messages)),
                models.requests().requestsProperty().isEqualTo(0));
        overlay.visibleProperty().subscribe(() -> {
            models.phone().setShowing(overlay.isShowing(phonePanel));
            models.https().setShowing(overlay.isShowing(httpsPanel));
            models.network().setShowing(overlay.isShowing(networkPanel));
        });
        bindPages();
        bindTabs();
        bindSites();
        bindOpenedLog(logShown);
        bindLab();
        bindExport();
        bindDrops();
    }

    /** Folds the sidebar when the content is laid out narrow. */
    void followWidth(ObservableValue<Number> contentWidth) {
        sidebar.follow(contentWidth, lab.crowdedProperty());
    }

    /** Gives the scene the keys that work everywhere. */
    void installKeys(Scene scene) {
        for (Key key : Key.values()) {
            if (key.area() == KeyArea.WINDOW) {
                key.combinations().forEach(keys -> scene.getAccelerators().put(keys, () -> press(key)));
            }
        }
    }

    private void press(Key key) {
        switch (key) {
            case GUIDE -> openGuide();
            case HELP -> overlay.toggleCentered(shortcutsPanel);
            case FOLDER -> models.site().chooseFolder(messages.get("folder.choose.title"));
            case RESTART -> models.site().restart();
            case FIND -> focusFilter();
            case CLEAR -> models.requests().clear();
            case PREFERENCES -> showPreferences();
            case FIRST_TAB -> showTab(0);
            case SECOND_TAB -> showTab(1);
            case THIRD_TAB -> showTab(2);
            case FOURTH_TAB -> showTab(3);
            case FIFTH_TAB -> showTab(4);
            case NEXT_TAB -> showTab(Math.floorMod(shownTab() + 1, tabs().size()));
            case PREVIOUS_TAB -> showTab(Math.floorMod(shownTab() - 1, tabs().size()));
            case NEXT_PART -> FocusOrder.go(parts(), true);
            case PREVIOUS_PART -> FocusOrder.go(parts(), false);
            case LARGER -> models.preferences().enlarge();
            case SMALLER -> models.preferences().shrink();
            case NATURAL_SIZE -> models.preferences().resetScale();
            case CLOSE -> closeWhatIsOpen();
            default -> throw new IllegalArgumentException("This key does nothing everywhere: " + key);
        }
    }

    private void closeWhatIsOpen() {
        if (overlay.isShowing()) {
            overlay.hide();
        } else if (models.tour().isShowing()) {
            models.tour().skip();
        } else if (models.lab().showingProperty().get()) {
            models.lab().leave();
        } else {
            models.inspector().close();
        }
    }

    /** The parts of the window in the order in which F6 visits them: while a panel is open there is no other. */
    private List<Node> parts() {
        if (overlay.isShowing()) {
            return List.of(overlay);
        }
        if (models.lab().showingProperty().get()) {
            return List.of(sidebarView, labArea, tour.layer());
        }
        return List.of(sidebarView, stripSlot, tabBar, pages, inspectorView, tour.layer());
    }

    private void takeTour() {
        overlay.hide();
        models.lab().leave();
        models.tour().begin();
        tour.takeFocus();
    }

    private List<Toggle> tabs() {
        return requestsTab.getToggleGroup().getToggles();
    }

    private int shownTab() {
        return tabs().indexOf(requestsTab.getToggleGroup().getSelectedToggle());
    }

    private void showTab(int index) {
        models.lab().leave();
        requestsTab.getToggleGroup().selectToggle(tabs().get(index));
        Node content = FocusOrder.entry(pages);
        if (content != null) {
            content.requestFocus();
        }
    }

    /** Puts the keyboard where the work is, so that no field waits to be overwritten by accident. */
    void takeFocus() {
        if (models.lab().showingProperty().get()) {
            labArea.load();
            lab.takeFocus();
        } else {
            requests.focusTable();
        }
    }

    private void showPreferences() {
        overlay.toggleCentered(preferencesPanel);
    }

    private void togglePhone(Node belowThis) {
        overlay.toggle(phonePanel, belowThis);
        models.phone().setShowing(overlay.isShowing(phonePanel));
    }

    private void toggleHttps(Node belowThis) {
        overlay.toggle(httpsPanel, belowThis);
        models.https().setShowing(overlay.isShowing(httpsPanel));
    }

    private void ownNetworkChip(Button chip) {
        network.label(chip::setText, bad -> chip.pseudoClassStateChanged(BAD, bad));
        chip.setOnAction(e -> {
            overlay.toggle(networkPanel, chip);
            models.network().setShowing(overlay.isShowing(networkPanel));
        });
    }

    /** The tab of the event loop, if there is one on this system; else the site. */
    private void showLoop() {
        models.lab().leave();
        tabs().stream().filter(tab -> tab instanceof ToggleButton button && "loopTab".equals(button.getId()))
                .findFirst().ifPresent(requestsTab.getToggleGroup()::selectToggle);
    }

    private void showRequests() {
        models.lab().leave();
        requestsTab.setSelected(true);
        takeFocus();
    }

    private void openGuide() {
        models.guide().open(GuidePage.START, messages.language());
    }

    private void focusFilter() {
        models.lab().leave();
        requestsTab.setSelected(true);
        filter.focus();
    }

    private void showRequest(Exchange exchange) {
        requestsTab.setSelected(true);
        ConnectionActivity connection = exchange.connection();
        String client = connection == null ? "" : connection.client().getAddress().getHostAddress();
        models.requests().selectedProperty().set(new LogRow(exchange, client));
    }

    /** In the place of the table, when asked for. */
    private void bindPages() {
        PagesController pageLoads = new PagesController(models.pages(), messages);
        requests.setPageLoads(views.deferred("pages.fxml", () -> pageLoads), pageLoads::takeFocus);
        for (ObservableBooleanValue condition : List.of(requestsTab.selectedProperty(), requests.pageLoadsShown())) {
            condition.subscribe(() -> models.pages().setShowing(
                    requestsTab.isSelected() && requests.pageLoadsShown().get()));
        }
    }

    private void bindTabs() {
        ToggleGroup group = new ToggleGroup();
        group.getToggles().setAll(requestsTab, connectionsTab, chartsTab, loopTab, checkTab);
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            }
        });
        requestsTab.setSelected(true);
        requestsPage.visibleProperty().bind(requestsTab.selectedProperty());
        connectionsPage.visibleProperty().bind(connectionsTab.selectedProperty());
        connectionsTab.selectedProperty().subscribe(models.connections()::setShowing);
        chartsPage.visibleProperty().bind(chartsTab.selectedProperty());
        chartsTab.selectedProperty().subscribe(models.charts()::setShowing);
        checkPage.visibleProperty().bind(checkTab.selectedProperty());
        checkCount.textProperty().bind(models.check().reportProperty().map(
                report -> Quantities.count(report.findings().size())).orElse(""));
        checkCount.visibleProperty().bind(models.check().outdatedProperty().not()
                .and(checkCount.textProperty().isNotEmpty()));
        checkCount.managedProperty().bind(checkCount.visibleProperty());
        loopPage.visibleProperty().bind(loopTab.selectedProperty());
        loopTab.selectedProperty().subscribe(models.loop()::setShowing);
        requestsCount.textProperty().bind(
                models.requests().requestsProperty().map(count -> Quantities.count(count.longValue())));
        connectionsCount.textProperty().bind(
                models.connections().openProperty().map(count -> Quantities.count(count.longValue())));
        chartsCount.textProperty().bind(models.charts().requestsPerSecondProperty().map(
                rate -> Quantities.count(rate.longValue()) + "/s"));
    }

    private void bindSites() {
        models.sites().selectedProperty().subscribe(site -> {
            models.lab().leave();
            models.openedLog().close();
            showSelectedSite();
        });
        models.status().lineProperty().subscribe(line -> models.site().checkAcceptPause());
        models.status().uptimeProperty().subscribe(seconds -> models.site().checkAcceptPause());
        models.site().stateProperty().subscribe(state -> {
            if (state instanceof ServerState.Running) {
                models.status().show(models.sites().selected());
            }
        });
        models.sites().sites().addListener((ListChangeListener<Site>) change -> {
            while (change.next()) {
                change.getRemoved().forEach(site -> {
                    forget(site.log());
                    models.check().forget(site);
                });
            }
        });
    }

    /** Keeps nothing of a log that will not be shown again. */
    private void forget(EventLog log) {
        models.requests().forget(log);
        models.pages().forget(log);
    }

    private void showSelectedSite() {
        Site site = models.sites().selected();
        models.requests().show(site == null ? null : site.log());
        models.pages().show(site == null ? null : site.log());
        models.connections().show(site == null ? null : site.log(), site == null ? null : site.server());
        models.charts().show(site);
        models.check().show(site);
        models.loop().show(site);
        models.status().show(site);
    }

    /** A log that was opened takes the place of the site, which goes on running, until it is closed. */
    private void bindOpenedLog(BooleanBinding logShown) {
        for (Region ofSite : new Region[] {strip, statusBar, connectionsTab, chartsTab, loopTab, checkTab}) {
            ofSite.visibleProperty().bind(logShown.not());
            ofSite.managedProperty().bind(ofSite.visibleProperty());
        }
        requests.bindReadOnly(logShown);
        openedLogStrip.visibleProperty().bind(logShown);
        openedLogStrip.managedProperty().bind(logShown);
        models.openedLog().openedProperty().subscribe((before, opened) -> {
            if (before != null) {
                forget(before.log());
            }
            if (opened == null) {
                showSelectedSite();
            } else {
                requestsTab.setSelected(true);
                models.requests().show(opened.log());
                models.pages().show(opened.log());
            }
        });
    }

    /** The lab takes the place of the site, which goes on running, until it is left. */
    private void bindLab() {
        Node ofSites = workbench.getCenter();
        workbench.setCenter(new StackPane(ofSites, labArea));
        labArea.visibleProperty().bind(models.lab().showingProperty());
        ofSites.visibleProperty().bind(models.lab().showingProperty().not());
        models.lab().showingProperty().subscribe(this::takeFocus);
        models.lab().experimentProperty().subscribe(() -> {
            if (models.lab().showingProperty().get()) {
                lab.takeFocus();
            }
        });
    }

    private void bindExport() {
        requests.onExport(
                button -> overlay.toggle(exportView, button),
                Bindings.createStringBinding(
                        exportPanel::buttonText, models.export().progressProperty(), messages.languageProperty()));
    }

    private void open(List<Path> dropped) {
        models.lab().leave();
        dropped.stream().filter(OpenedLogViewModel::opens).findFirst().ifPresent(models.openedLog()::open);
        List<Path> folders = dropped.stream().filter(path -> !OpenedLogViewModel.opens(path)).toList();
        if (!folders.isEmpty()) {
            models.site().serve(folders);
        }
    }

    private void bindDrops() {
        root.addEventHandler(DragEvent.DRAG_OVER, e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY_OR_MOVE);
                e.consume();
            }
        });
        root.addEventHandler(DragEvent.DRAG_ENTERED, e -> dropHighlight.setVisible(e.getDragboard().hasFiles()));
        root.addEventHandler(DragEvent.DRAG_EXITED, e -> dropHighlight.setVisible(false));
        root.addEventHandler(DragEvent.DRAG_DROPPED, e -> {
            dropHighlight.setVisible(false);
            open(e.getDragboard().getFiles().stream().map(File::toPath).toList());
            e.setDropCompleted(e.getDragboard().hasFiles());
            e.consume();
        });
    }
}
