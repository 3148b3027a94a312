/**
 * The two programs of the tutorial, as a server one can see into: real system calls, and a switch for each defect. What
 * they print is what the tutorial's programs print; how they do it is written anew.
 */
@NullMarked
package dev.porthole.lab.program;

import org.jspecify.annotations.NullMarked;
