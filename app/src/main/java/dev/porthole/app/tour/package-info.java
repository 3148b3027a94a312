/** The tour: a few words beside the real controls, one after the other. */
@NullMarked
package dev.porthole.app.tour;

import org.jspecify.annotations.NullMarked;
