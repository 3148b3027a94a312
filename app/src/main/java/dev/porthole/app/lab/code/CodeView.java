package dev.porthole.app.lab.code;

import dev.porthole.app.text.Messages;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Shows a program in one of three languages, the line that has just made a system call marked. */
public final class CodeView extends VBox {

    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

    private final CodeViewModel model;
    private final VBox lines = new VBox();
    private final List<Listing.Line> shown = new ArrayList<>();
    private Listing.Language language = Listing.Language.PYTHON;

    /** Shows what this model says. */
    public CodeView(CodeViewModel model, Messages messages) {
        this.model = model;
        getStyleClass().add("lab-code");
        lines.getStyleClass().add("lab-code-lines");
        ScrollPane frame = new ScrollPane(lines);
        frame.getStyleClass().add("lab-code-frame");
        frame.accessibleTextProperty().bind(messages.text("lab.code.name"));
        setVgrow(frame, Priority.ALWAYS);
        Label note = new Label();
        note.textProperty().bind(messages.text("lab.code.note"));
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.getStyleClass().add("lab-side-note");
        getChildren().addAll(languages(), frame, note);
        model.listingProperty().subscribe(this::fill);
        model.callProperty().subscribe(this::mark);
    }

    private Node languages() {
        HBox box = new HBox();
        box.getStyleClass().addAll("segments", "lab-code-languages");
        box.setAlignment(Pos.CENTER_LEFT);
        for (Listing.Language each : Listing.Language.values()) {
            ToggleButton button = new ToggleButton(each.label());
            button.setSelected(each == language);
            button.setOnAction(e -> {
                language = each;
                // Without a group of toggles: Tab would pass over all of a group but the selected one.
                box.getChildren().forEach(other -> ((ToggleButton) other).setSelected(other.equals(button)));
                fill();
            });
            box.getChildren().add(button);
        }
        return box;
    }

    private void fill() {
        String name = model.listingProperty().get();
        shown.clear();
        lines.getChildren().clear();
        if (!name.isEmpty()) {
            shown.addAll(Listing.read(name, language).lines());
        }
        for (int i = 0; i < shown.size(); i++) {
            Label number = new Label(String.valueOf(i + 1));
            number.getStyleClass().add("lab-code-number");
            number.setMinWidth(Region.USE_PREF_SIZE);
            Label text = new Label(shown.get(i).text());
            text.setMinWidth(Region.USE_PREF_SIZE);
            HBox line = new HBox(number, text);
            line.getStyleClass().add("lab-code-line");
            lines.getChildren().add(line);
        }
        mark();
    }

    private void mark() {
        String call = model.callProperty().get();
        for (int i = 0; i < shown.size(); i++) {
            lines.getChildren().get(i).pseudoClassStateChanged(RUNNING, shown.get(i).calls().contains(call));
        }
    }
}
