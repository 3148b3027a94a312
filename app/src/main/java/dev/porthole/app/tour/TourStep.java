package dev.porthole.app.tour;

import dev.porthole.app.text.Phrase;
import java.util.List;

/** A stop of the tour, and the control it points at. */
public enum TourStep {
    /** Where folders are dropped; only while there is no site. */
    DROP("#zone"),
    /** The address of the site. */
    ADDRESS("#addressBox"),
    /** The table of requests. */
    REQUESTS("#tableArea"),
    /** Other views of the same. */
    TABS("#tabBar"),
    /** Who may reach the site. */
    SHARE("#everyone"),
    /** The lab, and where the tour is found again. */
    LEARN("#labButton");

    private static final List<TourStep> ALL = List.of(values());

    private final String target;

    TourStep(String target) {
        this.target = target;
    }

    /** What it points at, as a selector. */
    public String target() {
        return target;
    }

    /** What the control is. */
    Phrase title() {
        return Phrase.of("tour.title." + name());
    }

    /** What to know about it. */
    Phrase text() {
        return Phrase.of("tour.text." + name());
    }

    /** Its place, from 1 on. */
    int number() {
        return ALL.indexOf(this) + 1;
    }

    /** How many there are. */
    static int count() {
        return ALL.size();
    }

    boolean isLast() {
        return equals(ALL.getLast());
    }

    /** The stop a number of steps further on, which must exist. */
    TourStep plus(int steps) {
        return ALL.get(ALL.indexOf(this) + steps);
    }
}
