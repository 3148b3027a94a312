package dev.porthole.app.lab.limits;

import dev.porthole.app.lab.glossary.GlossaryViewModel;
import dev.porthole.app.lab.glossary.TermText;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.Visibility;
import dev.porthole.lab.event.LabEvent;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A proof as a card: its question and a button to run it, then the calls it made, then what is to be learnt. */
final class ProofCard extends VBox {

    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private static final PseudoClass PREPARES = PseudoClass.getPseudoClass("prepares");
    /** Calls that every connection begins with; the lesson is in the others. */
    private static final Set<String> PREPARING = Set.of("socket", "setsockopt", "bind", "listen", "connect");
    /** The thread that runs the script; only the others are named. */
    private static final String MAIN_THREAD = "script";

    private final ProofViewModel model;
    private final Messages messages;
    private final VBox lines = new VBox();

    ProofCard(ProofViewModel model, GlossaryViewModel glossary, Messages messages) {
        this.model = model;
        this.messages = messages;
        getStyleClass().add("limits-card");
        lines.getStyleClass().add("limits-lines");
        Label mark = label("trigger-finding-mark");
        mark.textProperty().bind(messages.text("lab.finding"));
        mark.setMinWidth(USE_PREF_SIZE);
        TermText words = new TermText(messages.text(model.findingProperty()), glossary, messages);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox finding = new HBox(mark, words);
        finding.getStyleClass().add("limits-finding");
        getChildren().setAll(head(), lines, finding);
        model.findingProperty().subscribe(found -> Visibility.set(finding, found != null));
        model.lines().addListener((ListChangeListener<LabEvent>) change -> follow(change));
        messages.languageProperty().subscribe(this::fill);
    }

    private HBox head() {
        Label title = label("limits-title");
        title.textProperty().bind(messages.text("lab.script." + model.proof().name()));
        Label claim = label("limits-claim");
        claim.textProperty().bind(messages.text("lab.limits.claim." + model.proof().id()));
        VBox texts = new VBox(title, claim);
        texts.setMinWidth(0);
        HBox.setHgrow(texts, Priority.ALWAYS);
        Button run = new Button("", new FontIcon("fth-play"));
        run.getStyleClass().add("tool-button");
        run.setId("run-" + model.proof().id());
        run.setMinWidth(USE_PREF_SIZE);
        run.textProperty().bind(messages.text("lab.run"));
        run.accessibleTextProperty().bind(messages.text("lab.limits.run.spoken", title.textProperty()));
        run.setOnAction(e -> model.start());
        HBox head = new HBox(texts, run);
        head.getStyleClass().add("limits-head");
        return head;
    }

    private void follow(ListChangeListener.Change<? extends LabEvent> change) {
        while (change.next()) {
            if (change.wasRemoved()) {
                fill();
                return;
            }
            change.getAddedSubList().forEach(each -> lines.getChildren().add(draw(each)));
        }
        Visibility.set(lines, !lines.getChildren().isEmpty());
    }

    private void fill() {
        lines.getChildren().setAll(model.lines().stream().map(this::draw).toList());
        Visibility.set(lines, !model.lines().isEmpty());
    }

    private Node draw(LabEvent event) {
        if (event instanceof LabEvent.Step step) {
            Label words = label("limits-step");
            words.setText(messages.get(step.key(), step.arguments().toArray()));
            return words;
        }
        Label call = label("limits-call");
        HBox line = new HBox(call);
        grow(call);
        if (event instanceof LabEvent.Call made) {
            call.setText(made.toString());
            call.pseudoClassStateChanged(FAILED, !made.error().isEmpty());
            call.pseudoClassStateChanged(PREPARES, PREPARING.contains(made.name()));
            if (!made.thread().equals(MAIN_THREAD)) {
                Label caller = label("limits-caller");
                caller.setText(made.thread());
                caller.setMinWidth(USE_PREF_SIZE);
                line.getChildren().addFirst(caller);
            }
        }
        return line;
    }

    private static void grow(Label label) {
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
    }

    private static Label label(String style) {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
