/** Other devices of the network: where they find the site, a QR code, and what stands in their way. */
@NullMarked
package dev.porthole.app.phone;

import org.jspecify.annotations.NullMarked;
