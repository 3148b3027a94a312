/** Bad networks and faults, made on purpose: the panel in which they are set up. */
@NullMarked
package dev.porthole.app.network;

import org.jspecify.annotations.NullMarked;
