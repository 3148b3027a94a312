/** What one class takes home: a page with everything that was run and voted. */
@NullMarked
package dev.porthole.app.lab.export;

import org.jspecify.annotations.NullMarked;
