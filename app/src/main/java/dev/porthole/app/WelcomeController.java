package dev.porthole.app;

import dev.porthole.app.samples.Sample;
import dev.porthole.app.site.Notices;
import dev.porthole.app.site.NoticesController;
import dev.porthole.app.site.SiteList;
import dev.porthole.app.site.SiteViewModel;
import dev.porthole.app.text.Messages;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;

/** Binds the first thing a new user sees: one big place to drop a folder. */
final class WelcomeController {

    private static final int MOST_RECENT = 5;

    private final SiteViewModel model;
    private final SiteList sites;
    private final Notices shownNotices;
    private final Messages messages;
    private final Consumer<Sample> openSample;
    private final Runnable takeTour;
    private final Runnable openPreferences;
    private final Runnable openGuide;

    @FXML VBox notices;
    @FXML Node zone;
    @FXML Button choose;
    @FXML VBox recentBox;
    @FXML VBox recent;
    @FXML Button sampleSite;
    @FXML Button sampleLesson;
    @FXML Button sampleBroken;
    @FXML Button tour;
    @FXML Button preferences;
    @FXML Button guide;

    WelcomeController(
            SiteViewModel model, SiteList sites, Notices shownNotices, Messages messages, Consumer<Sample> openSample,
            Runnable takeTour, Runnable openPreferences, Runnable openGuide) {
        this.openSample = openSample;
        this.takeTour = takeTour;
        this.shownNotices = shownNotices;
        this.model = model;
        this.sites = sites;
        this.messages = messages;
        this.openPreferences = openPreferences;
        this.openGuide = openGuide;
    }

    @FXML
    void initialize() {
        var _ = new NoticesController(shownNotices, messages, notices);
        choose.setOnAction(e -> choose());
        zone.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY && zone.equals(e.getTarget())) {
                choose();
            }
        });
        sampleSite.setOnAction(e -> openSample.accept(Sample.FIRST_SITE));
        sampleLesson.setOnAction(e -> openSample.accept(Sample.LESSON));
        sampleBroken.setOnAction(e -> openSample.accept(Sample.BROKEN));
        tour.setOnAction(e -> takeTour.run());
        preferences.setOnAction(e -> openPreferences.run());
        guide.setOnAction(e -> openGuide.run());
        sites.recentFolders().subscribe(this::fillRecent);
        fillRecent();
    }

    private void choose() {
        model.chooseFolder(messages.get("folder.choose.title"));
    }

    private void fillRecent() {
        recentBox.setVisible(!sites.recentFolders().isEmpty());
        recentBox.setManaged(recentBox.isVisible());
        recent.getChildren().setAll(sites.recentFolders().stream().limit(MOST_RECENT).map(folder -> {
            Hyperlink link = new Hyperlink(folder.toString());
            link.setMnemonicParsing(false);
            link.setOnAction(e -> model.serve(folder));
            return link;
        }).toList());
    }
}
