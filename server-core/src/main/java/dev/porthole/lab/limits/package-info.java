/** What epoll cannot do and what surprises: a proof for each, on the kernel. */
@NullMarked
package dev.porthole.lab.limits;

import org.jspecify.annotations.NullMarked;
