package dev.porthole.app.lab.question;

import dev.porthole.app.lab.question.QuestionViewModel.Phase;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.Visibility;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Binds the bar at the bottom of the lab: the question, a counter of hands for each answer, Run, the explanation. */
public final class QuestionBarController {

    private static final PseudoClass RIGHT = PseudoClass.getPseudoClass("right");

    private final QuestionViewModel model;
    private final Messages messages;

    @FXML VBox bar;
    @FXML Label question;
    @FXML Label total;
    @FXML FlowPane answers;
    @FXML Button run;
    @FXML Button skip;
    @FXML Button show;
    @FXML Button close;
    @FXML Label why;

    /** Binds this model. */
    public QuestionBarController(QuestionViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        bar.visibleProperty().bind(model.questionProperty().isNotNull());
        bar.managedProperty().bind(bar.visibleProperty());
        run.disableProperty().bind(model.mayRunProperty().not());
        run.setOnAction(e -> model.run());
        skip.setOnAction(e -> model.skip());
        show.setOnAction(e -> model.explain());
        close.setOnAction(e -> model.clear());
        total.textProperty().bind(Bindings.createStringBinding(
                () -> messages.count("lab.votes", model.totalProperty().get()),
                model.totalProperty(), messages.languageProperty()));
        model.questionProperty().subscribe(this::fill);
        model.phaseProperty().subscribe(this::showPhase);
    }

    private void fill() {
        answers.getChildren().clear();
        Question asked = model.questionProperty().get();
        if (asked == null) {
            return;
        }
        question.textProperty().bind(messages.text(asked.key()));
        why.textProperty().bind(messages.text(asked.explanation()));
        List<String> keys = asked.answerKeys();
        for (int i = 0; i < keys.size(); i++) {
            answers.getChildren().add(answer(i + 1, keys.get(i)));
        }
        showPhase();
    }

    private HBox answer(int number, String key) {
        Label letter = new Label(String.valueOf((char) ('A' + number - 1)));
        letter.getStyleClass().add("lab-answer-letter");
        Label text = new Label();
        text.textProperty().bind(messages.text(key));
        Label count = new Label();
        count.getStyleClass().add("lab-answer-count");
        count.textProperty().bind(Bindings.createStringBinding(
                () -> number <= model.votes().size() ? String.valueOf(model.votes().get(number - 1)) : "",
                model.totalProperty(), model.questionProperty()));
        Button fewer = button("−", number, -1, "lab.vote.fewer", letter.getText());
        Button more = button("+", number, 1, "lab.vote.more", letter.getText());
        HBox answer = new HBox(letter, text, fewer, count, more);
        answer.getStyleClass().add("lab-answer");
        return answer;
    }

    private Button button(String sign, int number, int step, String spoken, String letter) {
        Button button = new Button(sign);
        button.getStyleClass().add("lab-vote");
        button.accessibleTextProperty().bind(messages.text(spoken, letter));
        button.setOnAction(e -> model.vote(number, step));
        return button;
    }

    private void showPhase() {
        Phase phase = model.phaseProperty().get();
        boolean before = phase == Phase.ASKED || phase == Phase.READY;
        for (int i = 0; i < answers.getChildren().size(); i++) {
            HBox answer = (HBox) answers.getChildren().get(i);
            answer.getChildren().stream().filter(Button.class::isInstance).forEach(each -> each.setDisable(!before));
            Question asked = model.questionProperty().get();
            answer.pseudoClassStateChanged(
                    RIGHT, phase == Phase.EXPLAINED && asked != null && asked.right() == i + 1);
        }
        Visibility.set(run, before);
        Visibility.set(skip, phase == Phase.ASKED);
        Visibility.set(show, phase == Phase.RUN);
        Visibility.set(close, phase == Phase.EXPLAINED);
        why.setVisible(phase == Phase.EXPLAINED);
        why.setManaged(phase == Phase.EXPLAINED);
    }
}
