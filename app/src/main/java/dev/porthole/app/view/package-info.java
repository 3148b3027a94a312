/** What every view is made with: loading FXML, live texts, scaling, panels that float above the window. */
@NullMarked
package dev.porthole.app.view;

import org.jspecify.annotations.NullMarked;
