/** A look at the file that answered: text in colours, pictures, fonts, facts of media, bytes. Nothing is executed. */
@NullMarked
package dev.porthole.app.inspector.preview;

import org.jspecify.annotations.NullMarked;
