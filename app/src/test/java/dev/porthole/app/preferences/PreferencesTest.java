package dev.porthole.app.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.ColorScheme;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {

    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();

    @TempDir Path folder;

    @AfterEach
    void stop() {
        writer.shutdownNow();
    }

    @Test
    void everythingIsRemembered() {
        SettingsFile file = open();
        Preferences preferences = new Preferences(file);
        preferences.themeProperty().set(ThemeChoice.DARK);
        preferences.contrastProperty().set(ContrastChoice.HIGH);
        preferences.languageProperty().set(Language.CHINESE);
        preferences.enlarge();
        preferences.rememberWindow(new Rectangle2D(10, 20, 1000, 700), false);
        file.flush();
        Preferences again = new Preferences(open());
        assertThat(again.themeProperty().get()).isEqualTo(ThemeChoice.DARK);
        assertThat(again.contrastProperty().get()).isEqualTo(ContrastChoice.HIGH);
        assertThat(again.effectiveLanguage()).isEqualTo(Language.CHINESE);
        assertThat(again.scaleProperty().get()).isEqualTo(110);
        assertThat(again.window()).contains(new Rectangle2D(10, 20, 1000, 700));
        assertThat(again.maximized()).isFalse();
    }

    @Test
    void damageFallsBackKeyByKey() throws IOException {
        Files.writeString(folder.resolve("settings.properties"), "theme=pink\nlanguage=chinese\nscale=9000");
        Preferences preferences = new Preferences(open());
        assertThat(preferences.themeProperty().get()).isEqualTo(ThemeChoice.SYSTEM);
        assertThat(preferences.languageProperty().get()).isEqualTo(Language.CHINESE);
        assertThat(preferences.scaleProperty().get()).isEqualTo(100);
        assertThat(preferences.window()).isEmpty();
    }

    @Test
    void scaleStaysWithinItsBounds() {
        Preferences preferences = new Preferences(open());
        for (int i = 0; i < 40; i++) {
            preferences.enlarge();
        }
        assertThat(preferences.scaleProperty().get()).isEqualTo(Preferences.LARGEST_SCALE);
        preferences.resetScale();
        assertThat(preferences.scaleProperty().get()).isEqualTo(100);
    }

    @Test
    void theSystemDecidesUnlessTheUserDid() {
        assertThat(ThemeChoice.SYSTEM.isDark(ColorScheme.DARK)).isTrue();
        assertThat(ThemeChoice.SYSTEM.isDark(ColorScheme.LIGHT)).isFalse();
        assertThat(ThemeChoice.LIGHT.isDark(ColorScheme.DARK)).isFalse();
        assertThat(ThemeChoice.DARK.isDark(ColorScheme.LIGHT)).isTrue();
    }

    private SettingsFile open() {
        return new SettingsFile(folder, writer, problem -> {
            throw new AssertionError(problem);
        });
    }
}
