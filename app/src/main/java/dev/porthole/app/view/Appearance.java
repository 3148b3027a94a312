package dev.porthole.app.view;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.stage.PopupWindow;
import javafx.stage.Window;

/** Colours, fonts and scale of a whole scene, changed at once. */
public final class Appearance {

    private static final List<String> FONTS = List.of(
            "Inter-Regular.otf", "Inter-SemiBold.otf", "JetBrainsMono-Regular.ttf", "JetBrainsMono-Bold.ttf");
    private static final double BASE_FONT = 13;

    private final Scene scene;
    /** Held here and nowhere else: the list of all windows outlives every scene. */
    private final ListChangeListener<Window> onWindows = change -> scalePopups();
    private double scale = 1;

    /** Looks after one scene. */
    public Appearance(Scene scene) {
        this.scene = scene;
        Window.getWindows().addListener(new WeakListChangeListener<>(onWindows));
    }

    /** Makes the fonts known that come with the program. */
    public static void loadFonts() {
        for (String name : FONTS) {
            try (InputStream in = ViewLoader.resource("fonts/" + name).openStream()) {
                Font.loadFont(in, BASE_FONT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Colours everything. */
    public void setTheme(Theme theme) {
        boolean dark = theme.isDark();
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets().setAll(
                ViewLoader.resource("porthole.css").toExternalForm(),
                ViewLoader.resource("sites.css").toExternalForm(),
                ViewLoader.resource("connections.css").toExternalForm(),
                ViewLoader.resource("inspector.css").toExternalForm(),
                ViewLoader.resource("charts.css").toExternalForm(),
                ViewLoader.resource("loop.css").toExternalForm(),
                ViewLoader.resource("network.css").toExternalForm(),
                ViewLoader.resource("filter.css").toExternalForm(),
                ViewLoader.resource("table.css").toExternalForm(),
                ViewLoader.resource("pages.css").toExternalForm(),
                ViewLoader.resource("check.css").toExternalForm(),
                ViewLoader.resource("options.css").toExternalForm(),
                ViewLoader.resource("phone.css").toExternalForm(),
                ViewLoader.resource("https.css").toExternalForm(),
                ViewLoader.resource("tour.css").toExternalForm(),
                ViewLoader.resource("lab.css").toExternalForm(),
                ViewLoader.resource("trigger.css").toExternalForm(),
                ViewLoader.resource("lab-measure.css").toExternalForm(),
                ViewLoader.resource("lab-programs.css").toExternalForm(),
                ViewLoader.resource("about.css").toExternalForm(),
                ViewLoader.resource(dark ? "dark.css" : "light.css").toExternalForm());
        for (String sheet : theme.moreSheets()) {
            scene.getStylesheets().add(ViewLoader.resource(sheet).toExternalForm());
        }
    }

    /** Tells pop-up windows, which are outside of the scaled scene, how large to write. */
    public void setScale(double factor) {
        scale = factor;
        scalePopups();
    }

    private void scalePopups() {
        for (Window window : Window.getWindows()) {
            if (window instanceof PopupWindow popup && popup.getScene() != null) {
                popup.getScene().getRoot().setStyle(
                        String.format(Locale.ROOT, "-fx-font-size: %.1fpx;", BASE_FONT * scale));
            }
        }
    }
}
