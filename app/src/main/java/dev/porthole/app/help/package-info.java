/** The user's guide: pages that come with the program, and that it serves itself to this computer. */
@NullMarked
package dev.porthole.app.help;

import org.jspecify.annotations.NullMarked;
