/** Theme, language and scale, and where the window stands. */
@NullMarked
package dev.porthole.app.preferences;

import org.jspecify.annotations.NullMarked;
