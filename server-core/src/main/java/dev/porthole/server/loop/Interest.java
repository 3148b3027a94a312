package dev.porthole.server.loop;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What an event loop asks the system to tell it about one of its sockets: with epoll(7), an entry of the interest list.
 *
 * @param connection the connection's number, or 0 for the listening socket
 * @param descriptor its file descriptor, or -1 where the transport does not tell it (NIO)
 * @param mask what is asked for, in the transport's own bits; 0 if nothing is, and always with io_uring
 * @param client the other end, or null for the listening socket
 */
public record Interest(long connection, int descriptor, int mask, @Nullable InetSocketAddress client) {}
