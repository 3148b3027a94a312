/** What only the operating system's C library can tell. */
@NullMarked
package dev.porthole.server.system;

import org.jspecify.annotations.NullMarked;
