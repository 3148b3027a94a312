/**
 * TLS on the server's own port (RFC 8446, RFC 5246): what it proves itself with, and the first byte of a connection
 * that decides whether it is TLS.
 */
@NullMarked
package dev.porthole.server.tls;

import org.jspecify.annotations.NullMarked;
