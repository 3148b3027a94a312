/**
 * From a path in a URL to an open file: containment in the served folder, validators, media types, and
 * directory listings. Everything here may wait for a disk, so nothing here runs on an event loop.
 */
@NullMarked
package dev.porthole.server.files;

import org.jspecify.annotations.NullMarked;
