package dev.porthole.app.platform;

import javafx.application.ColorScheme;
import javafx.beans.value.ObservableValue;

/** How the system is set: light or dark, and with how much contrast. */
public interface SystemTheme {

    /** The system's choice of colours, followed while the program runs. */
    ObservableValue<ColorScheme> colorScheme();

    /** Whether the system is set to high contrast, followed while the program runs. */
    ObservableValue<Boolean> highContrast();
}
