/** Level-triggered, edge-triggered and one-shot on one socket: on the kernel, and in a model that equals it. */
@NullMarked
package dev.porthole.lab.trigger;

import org.jspecify.annotations.NullMarked;
