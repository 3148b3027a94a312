/** The words of the lab in both languages: marked in its texts, explained on hover and in a panel. */
@NullMarked
package dev.porthole.app.lab.glossary;

import org.jspecify.annotations.NullMarked;
