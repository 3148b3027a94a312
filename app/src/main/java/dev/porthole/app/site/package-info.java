/** The sites: which folder is served on which port to whom, started, stopped and remembered. */
@NullMarked
package dev.porthole.app.site;

import org.jspecify.annotations.NullMarked;
