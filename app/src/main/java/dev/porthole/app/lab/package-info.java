/**
 * What the frame of the Epoll lab and its stages agree on. {@link dev.porthole.app.lab.LabStage} is one experiment on
 * the screen, {@link dev.porthole.app.lab.LabFrame} what the frame does for all of them. Above are the stages, a room
 * each, and {@code area}, which puts them into the window.
 */
@NullMarked
package dev.porthole.app.lab;

import org.jspecify.annotations.NullMarked;
