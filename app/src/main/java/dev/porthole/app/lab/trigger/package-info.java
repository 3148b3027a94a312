/** The stage of the first experiment: one socket and who is told of it. */
@NullMarked
package dev.porthole.app.lab.trigger;

import org.jspecify.annotations.NullMarked;
