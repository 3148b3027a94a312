/** HTTPS for people: the local certificate authority, the certificates it makes, and how devices come to trust it. */
@NullMarked
package dev.porthole.app.https;

import org.jspecify.annotations.NullMarked;
