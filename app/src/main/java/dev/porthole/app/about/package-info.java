/** What the program is made of: versions, parts and their licences. */
@NullMarked
package dev.porthole.app.about;

import org.jspecify.annotations.NullMarked;
