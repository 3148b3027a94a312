/** A stage for any script or recording: all its events, one under the other, and its tables. */
@NullMarked
package dev.porthole.app.lab.plain;

import org.jspecify.annotations.NullMarked;
