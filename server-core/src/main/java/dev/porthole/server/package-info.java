/**
 * The public face of the server: {@link dev.porthole.server.SiteSettings} in, a
 * {@link dev.porthole.server.StaticServer} to start and stop, a
 * {@link dev.porthole.server.ServerState} to watch, and one stream of
 * {@link dev.porthole.server.event.ServerEvent}s out.
 */
@NullMarked
package dev.porthole.server;

import org.jspecify.annotations.NullMarked;
