/** Sockets of the Java library that belong to a session: for the experiments that also run without Linux's kernel. */
@NullMarked
package dev.porthole.lab.net;

import org.jspecify.annotations.NullMarked;
