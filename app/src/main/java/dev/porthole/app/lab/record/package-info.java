/**
 * Recordings of the lab, in JSON lines: what ran, where and when in the first line, an event in each of the others, and
 * the end in the last. The same lines are what {@code porthole lab run --json} prints, what is played where there is no
 * epoll, and what a class takes home.
 */
@NullMarked
package dev.porthole.app.lab.record;

import org.jspecify.annotations.NullMarked;
