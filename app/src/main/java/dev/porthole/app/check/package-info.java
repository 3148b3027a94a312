/** Site check: reads a whole site from the disk and finds what will not work, here or elsewhere. */
@NullMarked
package dev.porthole.app.check;

import org.jspecify.annotations.NullMarked;
