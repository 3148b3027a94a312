/** Experiment 5: connections that are kept or closed, and the length that makes it possible to keep them. */
@NullMarked
package dev.porthole.lab.keepalive;

import org.jspecify.annotations.NullMarked;
