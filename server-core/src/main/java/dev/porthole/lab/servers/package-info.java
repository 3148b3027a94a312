/** Experiment 4: one slow client against four ways to build a server, and one client that reads slowly. */
@NullMarked
package dev.porthole.lab.servers;

import org.jspecify.annotations.NullMarked;
