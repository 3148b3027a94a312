/** Experiment 3: what one wait costs with select(2), poll(2) and epoll_wait(2), measured on this computer. */
@NullMarked
package dev.porthole.lab.cost;

import org.jspecify.annotations.NullMarked;
