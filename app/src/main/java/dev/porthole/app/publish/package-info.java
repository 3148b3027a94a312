/** Takes a site online: configurations for other web servers that serve a folder with the same rules. */
@NullMarked
package dev.porthole.app.publish;

import org.jspecify.annotations.NullMarked;
