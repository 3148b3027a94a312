/** Kept and closed connections as lanes, and the bytes of an answer under a ruler. */
@NullMarked
package dev.porthole.app.lab.keepalive;

import org.jspecify.annotations.NullMarked;
