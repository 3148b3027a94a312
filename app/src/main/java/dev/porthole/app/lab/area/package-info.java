/** The Learn area of the window: the list of experiments, the stage of one of them, and what stands around it. */
@NullMarked
package dev.porthole.app.lab.area;

import org.jspecify.annotations.NullMarked;
