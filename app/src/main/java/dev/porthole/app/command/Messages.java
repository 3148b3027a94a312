package dev.porthole.app.command;

import java.util.Locale;
import java.util.ResourceBundle;

/** What the command line says, in the user's language. Every value of the bundle is a format string. */
final class Messages {

    static final ResourceBundle BUNDLE = ResourceBundle.getBundle(
            "dev.porthole.app.command.messages",
            Locale.getDefault(Locale.Category.DISPLAY),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private Messages() {}

    /** One sentence with its blanks filled in. */
    static String text(String key, Object... values) {
        return String.format(Locale.ROOT, BUNDLE.getString(key), values);
    }
}
