/** A lesson of 45 minutes: its blocks with what the teacher does, asks and says, and its clock. */
@NullMarked
package dev.porthole.app.lab.lesson;

import org.jspecify.annotations.NullMarked;
