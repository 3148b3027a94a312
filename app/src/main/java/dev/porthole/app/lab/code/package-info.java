/** The code lens: a short program whose running line is marked. */
@NullMarked
package dev.porthole.app.lab.code;

import org.jspecify.annotations.NullMarked;
