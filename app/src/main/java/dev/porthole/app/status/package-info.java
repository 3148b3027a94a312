/** The bar at the bottom: what runs, and exact counts. */
@NullMarked
package dev.porthole.app.status;

import org.jspecify.annotations.NullMarked;
