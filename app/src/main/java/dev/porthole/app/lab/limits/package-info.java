/** The stage of the last experiment: a card for each limit or surprise of epoll. */
@NullMarked
package dev.porthole.app.lab.limits;

import org.jspecify.annotations.NullMarked;
