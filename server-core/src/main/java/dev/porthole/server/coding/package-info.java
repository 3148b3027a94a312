/** Content codings (RFC 9110 section 8.4): which of them this program can apply, and how it does. */
@NullMarked
package dev.porthole.server.coding;

import org.jspecify.annotations.NullMarked;
