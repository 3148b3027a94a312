/** What a site did over time: its history, a sample a second, and the charts of it. */
@NullMarked
package dev.porthole.app.charts;

import org.jspecify.annotations.NullMarked;
