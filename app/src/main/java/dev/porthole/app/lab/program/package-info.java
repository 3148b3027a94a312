/** The two programs on the screen: their switches, their clients, what they print and which system calls they make. */
@NullMarked
package dev.porthole.app.lab.program;

import org.jspecify.annotations.NullMarked;
