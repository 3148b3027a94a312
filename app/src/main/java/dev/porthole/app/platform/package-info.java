/** What the window asks of the computer it runs on, behind small interfaces: files, browser, clipboard, theme. */
@NullMarked
package dev.porthole.app.platform;

import org.jspecify.annotations.NullMarked;
