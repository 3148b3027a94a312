package dev.porthole.app.charts;

import org.jspecify.annotations.Nullable;

/**
 * One number of the charts, as it is shown.
 *
 * @param label what it is
 * @param value the number with its unit
 * @param swatch the colour it has in its chart, or null
 */
record Reading(String label, String value, @Nullable Ink swatch) {

    /** A number without a colour of its own. */
    static Reading of(String label, String value) {
        return new Reading(label, value, null);
    }
}
