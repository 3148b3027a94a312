/** The window: {@link dev.porthole.app.PortholeApplication} builds everything and shows it. */
@NullMarked
package dev.porthole.app;

import org.jspecify.annotations.NullMarked;
