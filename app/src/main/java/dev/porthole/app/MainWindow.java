package dev.porthole.app;

import dev.porthole.app.platform.Desktop;
import dev.porthole.app.platform.SystemTheme;
import dev.porthole.app.preferences.Preferences;
import dev.porthole.app.view.Appearance;
import dev.porthole.app.view.ScaledPane;
import dev.porthole.app.view.Theme;
import dev.porthole.app.view.Ticker;
import dev.porthole.app.view.ViewLoader;
import java.io.InputStream;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The window itself: its scene, its place on the screen, its looks. */
final class MainWindow {

    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double SMALLEST_WIDTH = 640;
    private static final double SMALLEST_HEIGHT = 420;
    private static final double ENOUGH_TO_GRAB = 80;
    private static final int PERCENT = 100;
    /** No title bar or dock shows a larger one, and they stay in memory. */
    private static final List<Integer> ICON_SIZES = List.of(16, 24, 32, 48, 64, 128);

    private final Stage stage;
    private final WindowModels models;
    private final ViewLoader views;
    private final Desktop desktop;
    private final Ticker ticker;

    MainWindow(Stage stage, WindowModels models, ViewLoader views, Desktop desktop, Ticker ticker) {
        this.stage = stage;
        this.models = models;
        this.views = views;
        this.desktop = desktop;
        this.ticker = ticker;
    }

    void show() {
        Preferences preferences = models.preferences();
        preferences.languageProperty().subscribe(
                () -> views.messages().languageProperty().set(preferences.effectiveLanguage()));
        views.messages().languageProperty().set(preferences.effectiveLanguage());

        SystemTheme systemTheme = desktop.theme();
        Appearance.styleControls(theme(preferences, systemTheme));
        MainController controller = new MainController(models, views, desktop.clipboard());
        ScaledPane scaled = new ScaledPane(views.load("main.fxml", controller));
        Scene scene = new Scene(scaled, WIDTH, HEIGHT);
        controller.followWidth(scaled.contentWidthProperty());
        controller.installKeys(scene);

        Appearance appearance = new Appearance(scene);
        Runnable recolour = () -> appearance.setTheme(theme(preferences, systemTheme));
        preferences.themeProperty().subscribe(recolour);
        preferences.contrastProperty().subscribe(recolour);
        systemTheme.colorScheme().subscribe(recolour);
        systemTheme.highContrast().subscribe(recolour);
        recolour.run();
        preferences.scaleProperty().subscribe(percent -> {
            scaled.factorProperty().set(percent.doubleValue() / PERCENT);
            appearance.setScale(percent.doubleValue() / PERCENT);
        });

        stage.setScene(scene);
        stage.titleProperty().bind(views.messages().text("window.title"));
        loadIcons();
        place();
        Runnable activity = () -> ticker.setActive(stage.isShowing() && !stage.isIconified());
        stage.showingProperty().subscribe(activity);
        stage.iconifiedProperty().subscribe(activity);
        stage.show();
        rememberPlace();
        if (models.sites().selected() != null) {
            controller.takeFocus();
        }
        activity.run();
    }

    private static Theme theme(Preferences preferences, SystemTheme systemTheme) {
        return Theme.of(
                preferences.themeProperty().get().isDark(systemTheme.colorScheme().getValue()),
                preferences.contrastProperty().get().isHigh(systemTheme.highContrast().getValue()));
    }

    /** Shows the window to somebody who has asked for it, wherever it is. */
    void bringToFront() {
        stage.setIconified(false);
        stage.show();
        stage.toFront();
        stage.requestFocus();
    }

    /** Each move is remembered as it happens: a computer that is switched off asks nobody. */
    private void rememberPlace() {
        Runnable remember = () -> {
            if (stage.isShowing() && !stage.isIconified()) {
                models.preferences().rememberWindow(
                        new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()),
                        stage.isMaximized());
            }
        };
        stage.xProperty().subscribe(remember);
        stage.yProperty().subscribe(remember);
        stage.widthProperty().subscribe(remember);
        stage.heightProperty().subscribe(remember);
        stage.maximizedProperty().subscribe(remember);
    }

    private void loadIcons() {
        for (int size : ICON_SIZES) {
            InputStream icon = MainWindow.class.getResourceAsStream(
                    "/dev/porthole/icons/porthole-" + size + ".png");
            if (icon != null) {
                stage.getIcons().add(new Image(icon));
            }
        }
    }

    /** Where it stood last time, if that is still on a screen. */
    private void place() {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setMinWidth(Math.min(SMALLEST_WIDTH, screen.getWidth()));
        stage.setMinHeight(Math.min(SMALLEST_HEIGHT, screen.getHeight()));
        stage.setWidth(Math.min(WIDTH, screen.getWidth()));
        stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
        models.preferences().window().ifPresent(last -> {
            boolean reachable = !Screen.getScreensForRectangle(
                    last.getMinX(), last.getMinY(), ENOUGH_TO_GRAB, ENOUGH_TO_GRAB).isEmpty();
            if (reachable) {
                stage.setX(last.getMinX());
                stage.setY(last.getMinY());
            }
            stage.setWidth(Math.max(stage.getMinWidth(), last.getWidth()));
            stage.setHeight(Math.max(stage.getMinHeight(), last.getHeight()));
        });
        stage.setMaximized(models.preferences().maximized());
    }
}
