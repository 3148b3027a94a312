/** The question bar: predict, run, explain. */
@NullMarked
package dev.porthole.app.lab.question;

import org.jspecify.annotations.NullMarked;
