/**
 * The command line: {@code porthole serve} serves a folder without a window.
 * {@link dev.porthole.app.command.PortholeCommand} reads the arguments, {@code ServeCommand} runs one server
 * until it is told to stop, and {@code RequestLog} writes a line a request, in the format asked for. Knows
 * nothing of JavaFX.
 */
@NullMarked
package dev.porthole.app.command;

import org.jspecify.annotations.NullMarked;
