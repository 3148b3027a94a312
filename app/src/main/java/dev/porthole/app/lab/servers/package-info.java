/** Four servers with a slow client, and a slow reader with its buffers. */
@NullMarked
package dev.porthole.app.lab.servers;

import org.jspecify.annotations.NullMarked;
