package dev.porthole.app.platform;

import java.util.Locale;
import java.util.Map;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/**
 * What JavaFX knows of the system's theme. It has no common name for high contrast: Windows has a setting for it,
 * GTK has themes of that name. macOS does not tell.
 */
final class PlatformTheme implements SystemTheme {

    private final Platform.Preferences preferences = Platform.getPreferences();
    // Bindings hold their sources weakly the other way round: what is not kept here would stop following.
    private final ObservableValue<Boolean> highContrast =
            Bindings.createObjectBinding(() -> isHighContrast(preferences), preferences);

    @Override
    public ObservableValue<ColorScheme> colorScheme() {
        return preferences.colorSchemeProperty();
    }

    @Override
    public ObservableValue<Boolean> highContrast() {
        return highContrast;
    }

    static boolean isHighContrast(Map<String, Object> preferences) {
        return Boolean.TRUE.equals(preferences.get("Windows.SPI.HighContrast"))
                || preferences.get("GTK.theme_name") instanceof String theme
                        && theme.toLowerCase(Locale.ROOT).startsWith("highcontrast");
    }
}
