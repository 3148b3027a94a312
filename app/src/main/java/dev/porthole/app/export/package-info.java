/**
 * The window's export of requests into files, and files opened again as logs that do not change.
 * {@link dev.porthole.app.export.LogExport} does the work off the window's thread,
 * {@link dev.porthole.app.export.ExportViewModel} decides, the controller binds.
 */
@NullMarked
package dev.porthole.app.export;

import org.jspecify.annotations.NullMarked;
