package dev.porthole.app.platform;

import javafx.application.ColorScheme;
import javafx.beans.value.ObservableValue;

/** Whether the system is set to light or dark. */
@FunctionalInterface
public interface SystemTheme {

    /** The system's choice, followed while the program runs. */
    ObservableValue<ColorScheme> colorScheme();
}
