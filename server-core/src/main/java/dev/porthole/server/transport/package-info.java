/** Which mechanism of the operating system waits for sockets, and how much of it there is. */
@NullMarked
package dev.porthole.server.transport;

import org.jspecify.annotations.NullMarked;
