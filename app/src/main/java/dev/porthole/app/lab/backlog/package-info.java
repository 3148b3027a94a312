/** The waiting room on the screen: who is before the door, who waits inside of it, who was let in. */
@NullMarked
package dev.porthole.app.lab.backlog;

import org.jspecify.annotations.NullMarked;
