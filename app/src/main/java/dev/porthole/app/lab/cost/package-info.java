/** What a wait costs with select, poll and epoll, as a chart. */
@NullMarked
package dev.porthole.app.lab.cost;

import org.jspecify.annotations.NullMarked;
