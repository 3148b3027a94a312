package dev.porthole.app.preferences;

import dev.porthole.app.platform.SettingsFile;
import dev.porthole.app.text.Language;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Rectangle2D;
import org.jspecify.annotations.Nullable;

/** The user's taste, remembered. */
public final class Preferences {

    /** The smallest scale, in percent. */
    public static final int SMALLEST_SCALE = 80;

    /** The largest scale, in percent: readable from the last row. */
    public static final int LARGEST_SCALE = 250;

    private static final int NATURAL_SCALE = 100;
    private static final int STEP = 10;
    private static final int FARTHEST = 100_000;
    private static final String SYSTEM = "system";

    private final SettingsFile file;
    private final ObjectProperty<ThemeChoice> theme = new SimpleObjectProperty<>(ThemeChoice.SYSTEM);
    private final ObjectProperty<ContrastChoice> contrast = new SimpleObjectProperty<>(ContrastChoice.SYSTEM);
    private final ObjectProperty<@Nullable Language> language = new SimpleObjectProperty<>();
    private final IntegerProperty scale = new SimpleIntegerProperty(NATURAL_SCALE);
    private final BooleanProperty restoreRunning = new SimpleBooleanProperty();

    /** Reads the preferences and remembers every change. */
    public Preferences(SettingsFile file) {
        this.file = file;
        theme.set(read(ThemeChoice.class, "theme").orElse(ThemeChoice.SYSTEM));
        contrast.set(read(ContrastChoice.class, "contrast").orElse(ContrastChoice.SYSTEM));
        language.set(read(Language.class, "language").orElse(null));
        scale.set(file.number("scale", SMALLEST_SCALE, LARGEST_SCALE, NATURAL_SCALE));
        restoreRunning.set(file.flag("restore-running", false));
        theme.subscribe((before, now) -> file.put("theme", write(now)));
        contrast.subscribe((before, now) -> file.put("contrast", write(now)));
        language.subscribe((before, now) -> file.put("language", now == null ? SYSTEM : write(now)));
        scale.subscribe((before, now) -> file.put("scale", now));
        restoreRunning.subscribe((before, now) -> file.put("restore-running", now));
    }

    /** The theme. */
    public ObjectProperty<ThemeChoice> themeProperty() {
        return theme;
    }

    /** The contrast. */
    public ObjectProperty<ContrastChoice> contrastProperty() {
        return contrast;
    }

    /** The language, or null for the system's. */
    public ObjectProperty<@Nullable Language> languageProperty() {
        return language;
    }

    /** The language to speak now. */
    public Language effectiveLanguage() {
        Language chosen = language.get();
        return chosen == null ? Language.nearest(Locale.getDefault(Locale.Category.DISPLAY)) : chosen;
    }

    /** The scale in percent. */
    public IntegerProperty scaleProperty() {
        return scale;
    }

    /**
     * Whether the sites that run when Porthole is closed run again at its next start. Off unless the user asks:
     * nobody should find a folder on the network that they did not put there today.
     */
    public BooleanProperty restoreRunningProperty() {
        return restoreRunning;
    }

    /** Everything one step larger. */
    public void enlarge() {
        scale.set(Math.min(LARGEST_SCALE, scale.get() + STEP));
    }

    /** Everything one step smaller. */
    public void shrink() {
        scale.set(Math.max(SMALLEST_SCALE, scale.get() - STEP));
    }

    /** Everything in its natural size. */
    public void resetScale() {
        scale.set(NATURAL_SCALE);
    }

    /** Where the window stood, if it is known. */
    public Optional<Rectangle2D> window() {
        int width = file.number("window.width", 1, FARTHEST, 0);
        int height = file.number("window.height", 1, FARTHEST, 0);
        if (width == 0 || height == 0) {
            return Optional.empty();
        }
        return Optional.of(new Rectangle2D(
                file.number("window.x", -FARTHEST, FARTHEST, 0),
                file.number("window.y", -FARTHEST, FARTHEST, 0), width, height));
    }

    /** Whether the window filled the screen. */
    public boolean maximized() {
        return file.flag("window.maximized", false);
    }

    /** Remembers where the window stands. */
    public void rememberWindow(Rectangle2D bounds, boolean maximized) {
        file.put("window.maximized", maximized);
        if (!maximized) {
            file.put("window.x", Math.round(bounds.getMinX()));
            file.put("window.y", Math.round(bounds.getMinY()));
            file.put("window.width", Math.round(bounds.getWidth()));
            file.put("window.height", Math.round(bounds.getHeight()));
        }
    }

    private <E extends Enum<E>> Optional<E> read(Class<E> type, String key) {
        String text = file.get(key);
        for (E constant : type.getEnumConstants()) {
            if (text != null && write(constant).equals(text.strip())) {
                return Optional.of(constant);
            }
        }
        if (text != null && !text.strip().equals(SYSTEM)) {
            file.damaged(key);
        }
        return Optional.empty();
    }

    private static String write(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
