package dev.porthole.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformThemeTest {

    @Test
    void followsTheSettingOfWindowsAndTheThemesOfGtk() {
        assertThat(PlatformTheme.isHighContrast(Map.of("Windows.SPI.HighContrast", true))).isTrue();
        assertThat(PlatformTheme.isHighContrast(Map.of("Windows.SPI.HighContrast", false))).isFalse();
        assertThat(PlatformTheme.isHighContrast(Map.of("GTK.theme_name", "HighContrastInverse"))).isTrue();
        assertThat(PlatformTheme.isHighContrast(Map.of("GTK.theme_name", "Adwaita"))).isFalse();
        assertThat(PlatformTheme.isHighContrast(Map.of())).isFalse();
    }
}
