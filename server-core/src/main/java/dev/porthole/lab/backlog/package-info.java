/** The waiting room in front of accept: how many get in, and what the others see. */
@NullMarked
package dev.porthole.lab.backlog;

import org.jspecify.annotations.NullMarked;
