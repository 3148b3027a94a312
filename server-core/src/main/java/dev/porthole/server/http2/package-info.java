/**
 * HTTP/2, RFC 9113: frames are Netty's; what they mean for a request and its answer is told here. The way of a
 * request: {@link dev.porthole.server.http2.Http2ServerConnection} has a stream opened for it,
 * {@code RequestStream} makes a head of its fields, a {@link dev.porthole.server.http.StreamExchange} has it
 * answered, {@code ContentFrames} puts the answer into frames, and {@code FrameSizes} counts what they take.
 */
@NullMarked
package dev.porthole.server.http2;

import org.jspecify.annotations.NullMarked;
