package dev.porthole.app.lab.glossary;

import dev.porthole.app.text.Language;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.Duration;

/**
 * A text in which the words of the glossary are marked. Each is explained in both languages under the mouse, and opens
 * the glossary when it is clicked or Enter is pressed on it.
 */
public final class TermText extends TextFlow {

    private static final Duration SOON = Duration.millis(200);
    private static final double WIDEST_TIP = 420;

    private final GlossaryViewModel glossary;
    private final Messages messages;
    private final ObservableValue<String> text;

    /** Shows a text that may change, in the language of the moment. */
    public TermText(ObservableValue<String> text, GlossaryViewModel glossary, Messages messages) {
        this.text = text;
        this.glossary = glossary;
        this.messages = messages;
        getStyleClass().add("lab-term-text");
        setMinHeight(USE_PREF_SIZE);
        text.subscribe(this::fill);
        fill();
    }

    private void fill() {
        String words = text.getValue() == null ? "" : text.getValue();
        List<Node> nodes = new ArrayList<>();
        for (GlossaryViewModel.Piece piece : GlossaryViewModel.mark(words, messages.language())) {
            Term term = piece.term();
            nodes.add(term == null ? plain(piece.text()) : link(piece.text(), term));
        }
        getChildren().setAll(nodes);
    }

    private static Text plain(String words) {
        Text plain = new Text(words);
        plain.getStyleClass().add("lab-term-plain");
        return plain;
    }

    private Hyperlink link(String words, Term term) {
        Hyperlink link = new Hyperlink(words);
        link.getStyleClass().add("lab-term");
        link.setMnemonicParsing(false);
        link.setOnAction(e -> {
            link.setVisited(false);
            glossary.show(term);
        });
        Tooltip tip = new Tooltip(explain(term, messages.language()));
        tip.setShowDelay(SOON);
        tip.setWrapText(true);
        tip.setMaxWidth(WIDEST_TIP);
        link.setTooltip(tip);
        link.setAccessibleHelp(Texts.of(messages.language()).get(term.meaning()));
        return link;
    }

    /** The word in both languages, and what it means in the one in use. */
    static String explain(Term term, Language language) {
        String both = Texts.of(Language.ENGLISH).get(term.word()) + " · " + Texts.of(Language.CHINESE).get(term.word());
        return both + "\n" + Texts.of(language).get(term.meaning());
    }
}
