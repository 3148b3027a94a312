/** One request in full: both heads, the server's reason, where the time went. */
@NullMarked
package dev.porthole.app.inspector;

import org.jspecify.annotations.NullMarked;
