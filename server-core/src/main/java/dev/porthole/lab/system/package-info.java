/** The kernel of Linux, called directly: sockets, epoll(7), poll(2), select(2), and what the kernel tells of them. */
@NullMarked
package dev.porthole.lab.system;

import org.jspecify.annotations.NullMarked;
