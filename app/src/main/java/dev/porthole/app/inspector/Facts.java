package dev.porthole.app.inspector;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Small headings with what belongs to them below; whatever is long wraps. */
public final class Facts extends VBox {

    /** No fact yet. */
    public Facts() {
        getStyleClass().add("facts");
    }

    /** Adds words. */
    public Facts words(String heading, String words) {
        return add(heading, words, "paragraph-text");
    }

    /** Adds something quoted to the letter. */
    public Facts quote(String heading, String quote) {
        return add(heading, quote, "fact-value");
    }

    private Facts add(String heading, String text, String style) {
        getChildren().add(fact(heading, text, style));
        return this;
    }

    static VBox fact(String heading, String text, String style) {
        Label name = new Label(heading);
        name.getStyleClass().add("fact-name");
        name.setWrapText(true);
        TextFlow flow = flow(text, style);
        flow.setAccessibleText(heading + ": " + text);
        return new VBox(name, flow);
    }

    /** Text that wraps. */
    public static TextFlow flow(String words, String style) {
        Text text = new Text(words);
        text.getStyleClass().add(style);
        TextFlow flow = new TextFlow(text);
        flow.getStyleClass().add("paragraph");
        return flow;
    }

    /** A status in its colour. */
    public static Label status(int code) {
        Label status = new Label(Integer.toString(code));
        status.getStyleClass().add("status-pill");
        status.setMinWidth(Label.USE_PREF_SIZE);
        for (int hundreds = 1; hundreds <= 5; hundreds++) {
            status.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass("status-" + hundreds + "xx"), code / 100 == hundreds);
        }
        return status;
    }
}
