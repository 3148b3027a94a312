/**
 * The Epoll lab: experiments with the kernel's own objects. {@code event} is what happens, {@code system} the kernel,
 * {@code script} what all experiments have in common; each experiment has a room of its own.
 */
@NullMarked
package dev.porthole.lab;

import org.jspecify.annotations.NullMarked;
