package dev.porthole.app.site;

import dev.porthole.app.text.Messages;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

/** Binds the list of sites. */
public final class SidebarController {

    private static final double WIDE = 216;
    private static final double ICONS_ONLY = 56;
    private static final double LIST_PADDING = 2;

    private final SiteList sites;
    private final SiteViewModel model;
    private final Messages messages;
    private final Runnable openPreferences;
    private final BooleanProperty narrow = new SimpleBooleanProperty();

    @FXML VBox sidebar;
    @FXML ListView<Site> list;
    @FXML Button add;
    @FXML Button preferences;
    @FXML Label title;
    @FXML Node dropTarget;

    /** Binds these models. */
    public SidebarController(
            SiteList sites, SiteViewModel model, Messages messages, Runnable openPreferences) {
        this.sites = sites;
        this.model = model;
        this.messages = messages;
        this.openPreferences = openPreferences;
    }

    /** Whether there is only room for icons. */
    public BooleanProperty narrowProperty() {
        return narrow;
    }

    @FXML
    void initialize() {
        list.setItems(sites.sites());
        list.setCellFactory(any -> new SiteCell(messages, sites, narrow));
        sites.sites().subscribe(this::fitList);
        fitList();
        sites.selectedProperty().subscribe(site -> list.getSelectionModel().select(site));
        list.getSelectionModel().selectedItemProperty().subscribe(site -> {
            if (site != null) {
                sites.selectedProperty().set(site);
            }
        });
        list.setOnKeyPressed(e -> {
            Site site = sites.selected();
            if (e.getCode() == KeyCode.DELETE && site != null) {
                sites.remove(site);
            }
        });
        add.setOnAction(e -> model.addSite(messages.get("folder.add.title")));
        preferences.setOnAction(e -> openPreferences.run());
        narrow.subscribe(this::fitWidth);
    }

    private void fitList() {
        double height = Math.max(1, sites.sites().size()) * list.getFixedCellSize() + LIST_PADDING;
        list.setPrefHeight(height);
        list.setMaxHeight(height);
    }

    private void fitWidth(boolean onlyIcons) {
        double width = onlyIcons ? ICONS_ONLY : WIDE;
        sidebar.setMinWidth(width);
        sidebar.setPrefWidth(width);
        sidebar.setMaxWidth(width);
        ContentDisplay display = onlyIcons ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
        add.setContentDisplay(display);
        preferences.setContentDisplay(display);
        title.setVisible(!onlyIcons);
        dropTarget.setVisible(!onlyIcons);
        dropTarget.setManaged(!onlyIcons);
        sidebar.pseudoClassStateChanged(PseudoClass.getPseudoClass("narrow"), onlyIcons);
    }
}
