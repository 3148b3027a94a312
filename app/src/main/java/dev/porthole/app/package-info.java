/**
 * Where the program begins: {@link dev.porthole.app.Main} chooses between the window and the command line.
 * JavaFX is on the module path, everything else on the class path, and there is no module-info: the Maven
 * modules and the tests hold the boundaries.
 */
@NullMarked
package dev.porthole.app;

import org.jspecify.annotations.NullMarked;
