/** The table of connections: open ones, and how the closed ones ended. */
@NullMarked
package dev.porthole.app.connections;

import org.jspecify.annotations.NullMarked;
