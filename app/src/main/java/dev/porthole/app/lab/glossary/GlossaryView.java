package dev.porthole.app.lab.glossary;

import dev.porthole.app.text.Language;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All words of the lab with their meaning, and a field to look for one. */
public final class GlossaryView extends VBox {

    private final Messages messages;
    private final TextField sought = new TextField();
    private final VBox terms = new VBox();

    /** Shows the glossary, at the word that was asked for last. */
    public GlossaryView(GlossaryViewModel model, Messages messages) {
        this.messages = messages;
        getStyleClass().add("lab-glossary");
        sought.promptTextProperty().bind(messages.text("lab.glossary.find"));
        sought.accessibleTextProperty().bind(messages.text("lab.glossary.find"));
        ScrollPane frame = new ScrollPane(terms);
        frame.setFitToWidth(true);
        frame.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        frame.getStyleClass().add("lab-code-frame");
        frame.accessibleTextProperty().bind(messages.text("lab.glossary"));
        terms.getStyleClass().add("lab-terms");
        setVgrow(frame, Priority.ALWAYS);
        getChildren().addAll(sought, frame);
        sought.textProperty().subscribe(this::fill);
        messages.languageProperty().subscribe(this::fill);
        model.wantedProperty().subscribe(term -> {
            if (term != null) {
                sought.setText(Texts.of(messages.language()).get(term.word()));
                sought.selectAll();
            }
        });
        fill();
    }

    private void fill() {
        List<Term> found = GlossaryViewModel.find(sought.getText());
        Language here = messages.language();
        Language other = here == Language.ENGLISH ? Language.CHINESE : Language.ENGLISH;
        terms.getChildren().setAll(found.stream().map(term -> entry(term, here, other)).toList());
        if (found.isEmpty()) {
            terms.getChildren().setAll(label(messages.get("lab.glossary.none"), "muted"));
        }
    }

    private static Node entry(Term term, Language here, Language other) {
        String both = Texts.of(here).get(term.word()) + "  ·  " + Texts.of(other).get(term.word());
        Label word = label(both, "lab-term-word");
        Label meaning = label(Texts.of(here).get(term.meaning()), "lab-term-meaning");
        return new VBox(word, meaning);
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
