package dev.porthole.app.tour;

import dev.porthole.app.platform.SettingsFile;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/**
 * Where the tour is. It follows what the user does: with a first site it goes on to that site's controls, and whoever
 * presses Next without one gets a sample. It begins by itself once, in an empty window.
 */
public final class TourViewModel {

    private static final String SEEN = "tour-seen";

    private final SettingsFile settings;
    private final ObservableBooleanValue hasSites;
    private final Runnable openSample;
    private final ReadOnlyObjectWrapper<@Nullable TourStep> step = new ReadOnlyObjectWrapper<>();

    /**
     * A tour that has not begun.
     *
     * @param settings remembers that it was shown
     * @param hasSites whether there is anything but the drop zone
     * @param openSample serves a sample, for who has no folder at hand
     */
    public TourViewModel(SettingsFile settings, ObservableBooleanValue hasSites, Runnable openSample) {
        this.settings = settings;
        this.hasSites = hasSites;
        this.openSample = openSample;
        hasSites.subscribe((before, now) -> siteAddedOrRemoved());
    }

    /** The stop it is at, or null while there is no tour. */
    public ReadOnlyObjectProperty<@Nullable TourStep> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** Whether it is under way. */
    public boolean isShowing() {
        return step.get() != null;
    }

    /** Begins, the first time that somebody sees an empty window. */
    public void greet() {
        if (!settings.flag(SEEN, false) && !hasSites.get()) {
            begin();
        }
    }

    /** Begins, at the first control that is there. */
    public void begin() {
        settings.put(SEEN, true);
        step.set(first());
    }

    /** Goes on; after the last stop it is over. */
    public void next() {
        TourStep now = step.get();
        if (now == null) {
            return;
        }
        if (now == TourStep.DROP) {
            openSample.run();
        } else {
            step.set(now.isLast() ? null : now.plus(1));
        }
    }

    /** Whether there is a stop to go back to. */
    boolean hasPrevious() {
        TourStep now = step.get();
        return now != null && now.compareTo(first()) > 0;
    }

    /** Goes back. */
    void back() {
        TourStep now = step.get();
        if (now != null && hasPrevious()) {
            step.set(now.plus(-1));
        }
    }

    /** Ends it. */
    public void skip() {
        step.set(null);
    }

    private TourStep first() {
        return hasSites.get() ? TourStep.ADDRESS : TourStep.DROP;
    }

    private void siteAddedOrRemoved() {
        if (isShowing() && (step.get() == TourStep.DROP || !hasSites.get())) {
            step.set(first());
        }
    }
}
