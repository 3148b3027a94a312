package dev.porthole.app.view;

import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/**
 * Shows the help of every control of a scene, which screen readers read aloud, as its tooltip. A tooltip is a window of
 * its own, so it is made when the mouse comes to its control, and not for every control when the views are loaded.
 */
final class HelpTooltips {

    private static final double WIDEST = 360;

    private HelpTooltips() {}

    /** Looks after every control of this scene, those included that come later. */
    static void install(Scene scene) {
        scene.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, e -> {
            if (e.getTarget() instanceof Control control) {
                offer(control);
            }
        });
    }

    private static void offer(Control control) {
        String help = control.getAccessibleHelp();
        boolean helps = help != null && !help.isEmpty();
        if (helps && control.getTooltip() == null) {
            control.setTooltip(new Help(control));
        } else if (!helps && control.getTooltip() instanceof Help) {
            control.setTooltip(null);
        }
    }

    /** Says what the help says, in every language. */
    private static final class Help extends Tooltip {

        Help(Control control) {
            textProperty().bind(control.accessibleHelpProperty());
            setWrapText(true);
            setMaxWidth(WIDEST);
        }
    }
}
