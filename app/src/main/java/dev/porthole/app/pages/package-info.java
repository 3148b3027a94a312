/** Page loads: which requests a browser made for one page, as one card each. */
@NullMarked
package dev.porthole.app.pages;

import org.jspecify.annotations.NullMarked;
