/** Live reload: which files have changed, which open pages are told, and the script with which they listen. */
@NullMarked
package dev.porthole.server.reload;

import org.jspecify.annotations.NullMarked;
