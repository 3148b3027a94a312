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

/** Colours, fonts and scale of a whole scene, changed at once, and the tooltips of its controls. */
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
        HelpTooltips.install(scene);
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

    /**
     * Tells JavaFX how controls look. The first time before there is a control, or JavaFX would read its own style
     * sheet, the largest of all, and never use it.
     */
    public static void styleControls(Theme theme) {
        Application.setUserAgentStylesheet((theme.isDark() ? new PrimerDark() : new PrimerLight())
                .getUserAgentStylesheet());
    }

    /** Colours everything. */
    public void setTheme(Theme theme) {
        boolean dark = theme.isDark();
        styleControls(theme);
        scene.getStylesheets().setAll(
                ViewLoader.resource("window.css").toExternalForm(),
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
