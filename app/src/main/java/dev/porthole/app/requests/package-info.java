/** The table of requests: a bounded view of the log, filtered, following or frozen. */
@NullMarked
package dev.porthole.app.requests;

import org.jspecify.annotations.NullMarked;
