package dev.porthole.server.tls;

import java.util.function.Supplier;

/**
 * How a server speaks HTTPS. Its port takes TLS and plain HTTP: the first byte of a connection tells which. Plain
 * requests are sent on to https, but for the server's own pages under {@code /.porthole/}.
 *
 * @param identity asked for each handshake, on an event loop, so it must not wait: as long as it gives the same
 *     object, what was made of that is used again; another one takes effect with the next connection
 */
public record TlsSettings(Supplier<TlsIdentity> identity) {}
