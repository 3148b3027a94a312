package dev.porthole.app.lab.lesson;

import dev.porthole.app.lab.glossary.GlossaryViewModel;
import dev.porthole.app.lab.glossary.TermText;
import dev.porthole.app.lab.question.Question;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The script of the lesson: its clock, its blocks, and of the one that is on, all there is to do and to say. */
public final class LessonView extends VBox {

    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
    private static final PseudoClass LATE = PseudoClass.getPseudoClass("late");

    private final LessonViewModel model;
    private final GlossaryViewModel glossary;
    private final Messages messages;
    private final Consumer<LessonBlock> open;
    private final BiConsumer<LessonBlock, Question> ask;
    private final Label clock = new Label();
    private final Label plan = new Label();
    private final VBox blocks = new VBox();

    /**
     * Shows a lesson.
     *
     * @param open shows what a block is about
     * @param ask asks the class a question of a block
     */
    public LessonView(
            LessonViewModel model, GlossaryViewModel glossary, Messages messages, Consumer<LessonBlock> open,
            BiConsumer<LessonBlock, Question> ask) {
        this.model = model;
        this.glossary = glossary;
        this.messages = messages;
        this.open = open;
        this.ask = ask;
        getStyleClass().add("lab-lesson");
        ScrollPane frame = new ScrollPane(blocks);
        frame.setFitToWidth(true);
        frame.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        frame.getStyleClass().add("lab-code-frame");
        frame.accessibleTextProperty().bind(messages.text("lab.lesson"));
        blocks.getStyleClass().add("lab-blocks");
        setVgrow(frame, Priority.ALWAYS);
        getChildren().addAll(header(), frame);
        for (Observable each : List.of(model.secondsProperty(), model.blockProperty(), messages.languageProperty())) {
            each.subscribe(this::showClock);
        }
        model.blockProperty().subscribe(this::fill);
        messages.languageProperty().subscribe(this::fill);
        showClock();
        fill();
    }

    private Node header() {
        clock.getStyleClass().add("lab-clock");
        clock.setMinWidth(Region.USE_PREF_SIZE);
        plan.getStyleClass().add("lab-plan");
        plan.setWrapText(true);
        HBox.setHgrow(plan, Priority.ALWAYS);
        plan.setMaxWidth(Double.MAX_VALUE);
        Button start = button("lab.lesson.start", model::toggle);
        model.runningProperty().subscribe(going ->
                start.textProperty().bind(messages.text(going ? "lab.lesson.pause" : "lab.lesson.start")));
        HBox header = new HBox(clock, plan, start);
        header.getStyleClass().add("lab-lesson-header");
        return header;
    }

    private void showClock() {
        clock.setText(Quantities.span(Duration.ofSeconds(model.secondsProperty().get())).substring(3) + " / "
                + LessonBlock.LESSON.toMinutes() + ":00");
        long behind = model.minutesBehind();
        plan.setText(behind == 0 || model.secondsProperty().get() == 0 ? ""
                : messages.get(behind > 0 ? "lab.lesson.behind" : "lab.lesson.ahead", Math.abs(behind)));
        plan.pseudoClassStateChanged(LATE, behind > 0);
    }

    private void fill() {
        List<Node> rows = new ArrayList<>();
        for (LessonBlock each : LessonBlock.values()) {
            rows.add(row(each));
            if (each == model.blockProperty().get()) {
                rows.add(details(each));
            }
        }
        blocks.getChildren().setAll(rows);
    }

    private Node row(LessonBlock block) {
        Label minutes = new Label(block.spare() ? messages.get("lab.lesson.spare") : block.from() + "–" + block.to());
        minutes.getStyleClass().add("lab-minutes");
        minutes.setMinWidth(Region.USE_PREF_SIZE);
        Button row = new Button(messages.get(block.title()), minutes);
        row.setMnemonicParsing(false);
        row.setMaxWidth(Double.MAX_VALUE);
        row.getStyleClass().addAll("flat", "lab-block");
        row.pseudoClassStateChanged(ON, block == model.blockProperty().get());
        row.setOnAction(e -> {
            model.show(block);
            // The rows were made anew; the keyboard stays where it was.
            blocks.getChildren().get(List.of(LessonBlock.values()).indexOf(block)).requestFocus();
        });
        return row;
    }

    private Node details(LessonBlock block) {
        VBox details = new VBox();
        details.getStyleClass().add("lab-block-details");
        details.getChildren().add(button("lab.lesson.open", () -> open.accept(block)));
        part(details, "lab.lesson.does", block.title() + ".does");
        for (Question question : block.questions()) {
            Button ask = button("lab.lesson.ask", () -> this.ask.accept(block, question));
            Label words = new Label(messages.get(question.key()));
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
            ask.setAccessibleText(messages.get("lab.lesson.ask") + " " + words.getText());
            ask.setMinWidth(Region.USE_PREF_SIZE);
            HBox line = new HBox(ask, words);
            line.getStyleClass().add("lab-ask");
            details.getChildren().add(line);
        }
        part(details, "lab.lesson.appears", block.title() + ".appears");
        part(details, "lab.lesson.says", block.title() + ".says");
        return details;
    }

    private void part(VBox details, String heading, String key) {
        Label head = new Label(messages.get(heading));
        head.getStyleClass().add("section-title");
        details.getChildren().addAll(head, new TermText(messages.text(key), glossary, messages));
    }

    private Button button(String key, Runnable action) {
        Button button = new Button();
        button.textProperty().bind(messages.text(key));
        button.getStyleClass().add("tool-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }
}
