/**
 * What hosting services do besides sending files: rules for header fields, redirects and rewrites, and the files
 * {@code _headers} and {@code _redirects} in which Netlify and Cloudflare Pages are told of them. Everything here is
 * a pure function of texts; {@code dev.porthole.server.http} reads the files and sends the answers.
 */
@NullMarked
package dev.porthole.server.hosting;

import org.jspecify.annotations.NullMarked;
