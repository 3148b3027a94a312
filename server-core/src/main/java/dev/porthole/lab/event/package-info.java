/** What happens in the Epoll lab, told while it happens: steps, system calls, printed lines, readings, findings. */
@NullMarked
package dev.porthole.lab.event;

import org.jspecify.annotations.NullMarked;
