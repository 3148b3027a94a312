/**
 * HTTP/1.1 as RFC 9110 and RFC 9112 have it, from bytes to an answer. The way of a request:
 * {@link dev.porthole.server.http.HttpConnection} gathers bytes, {@code RequestHeadDecoder} makes a head of
 * them, {@code Request} checks it, {@code StaticContent} finds the answer, {@code ResponseWriter} sends it.
 */
@NullMarked
package dev.porthole.server.http;

import org.jspecify.annotations.NullMarked;
