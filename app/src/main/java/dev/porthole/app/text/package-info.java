/** Words and numbers as people read them: messages in every language, sizes, durations, times. */
@NullMarked
package dev.porthole.app.text;

import org.jspecify.annotations.NullMarked;
