package dev.porthole.app.inspector.replay;

import dev.porthole.app.inspector.ComparisonView;
import dev.porthole.app.inspector.Facts;
import dev.porthole.app.inspector.HeadLine;
import dev.porthole.app.requests.RequestTexts;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The request to be edited, and the new answer beside the first one. */
public final class ReplayView extends VBox {

    private static final int SHOWN_BYTES = 1_024;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final ReplayViewModel model;
    private final Messages messages;
    private final Label hint = new Label();
    private final Label problem = new Label();
    private final TextArea editor = new TextArea();
    private final Button send = new Button();
    private final Button cancel = new Button();
    private final VBox result = new VBox();

    /** Shows this model. */
    public ReplayView(ReplayViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        getStyleClass().addAll("inspector-parts", "replay");
        hint.getStyleClass().add("fact-name");
        hint.setWrapText(true);
        hint.textProperty().bind(messages.text("replay.hint"));
        editor.setId("replayText");
        editor.getStyleClass().add("replay-text");
        editor.textProperty().bindBidirectional(model.textProperty());
        editor.accessibleTextProperty().bind(messages.text("replay.editor.name"));
        send.setId("replaySend");
        send.textProperty().bind(messages.text("replay.send"));
        send.disableProperty().bind(model.sendingProperty());
        send.setOnAction(e -> model.send());
        cancel.setId("replayCancel");
        cancel.textProperty().bind(messages.text("replay.cancel"));
        cancel.visibleProperty().bind(model.sendingProperty());
        cancel.managedProperty().bind(cancel.visibleProperty());
        cancel.setOnAction(e -> model.cancel());
        ProgressIndicator busy = new ProgressIndicator();
        busy.getStyleClass().add("small-progress");
        busy.visibleProperty().bind(model.sendingProperty());
        HBox buttons = new HBox(send, cancel, busy);
        buttons.getStyleClass().add("actions");
        problem.getStyleClass().add("replay-problem");
        problem.setWrapText(true);
        problem.textProperty().bind(messages.text(model.problemProperty()));
        problem.visibleProperty().bind(model.problemProperty().isNotNull());
        problem.managedProperty().bind(problem.visibleProperty());
        result.setId("replayResult");
        result.getStyleClass().add("inspector-parts");
        getChildren().addAll(new VBox(hint, editor), buttons, problem, result);
        model.answerProperty().subscribe(this::show);
        messages.languageProperty().subscribe(language -> show(model.answerProperty().get()));
    }

    private void show(@Nullable RawAnswer answer) {
        result.getChildren().clear();
        Exchange original = model.originalProperty().get();
        if (answer == null || original == null) {
            return;
        }
        Exchange logged = answer.logged();
        if (logged != null) {
            result.getChildren().add(new ComparisonView(
                    messages, Phrase.of("replay.first"), original, Phrase.of("replay.again"), logged));
        }
        result.getChildren().add(facts(answer));
    }

    private Facts facts(RawAnswer answer) {
        Facts facts = new Facts();
        String end = messages.get("replay.end." + answer.end().name());
        facts.words(messages.get("replay.ended"), answer.detail().isEmpty() ? end : end + " (" + answer.detail() + ")");
        if (answer.firstByteNanos() >= 0) {
            facts.words(messages.get("replay.seen"), messages.get("replay.seenTimes",
                    Quantities.duration(answer.firstByteNanos()), Quantities.duration(answer.totalNanos())));
        }
        if (!answer.head().isEmpty()) {
            facts.quote(messages.get("replay.head"), HeadLine.split(answer.head()).stream()
                    .map(HeadLine::text).collect(Collectors.joining("\n")).strip());
        }
        if (answer.body().length > 0) {
            int shown = Math.min(SHOWN_BYTES, answer.body().length);
            String title = messages.get("replay.body",
                    Quantities.exactBytes(shown), Quantities.exactBytes(answer.bodyBytes()));
            facts.quote(title, body(answer.body(), shown));
        }
        return facts;
    }

    /** As text where it is one; never as anything that runs. */
    private static String body(byte[] bytes, int shown) {
        for (int i = 0; i < shown; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ' && "\n\r\t".indexOf(bytes[i]) < 0) {
                return HEX.formatHex(bytes, 0, Math.min(shown, SHOWN_BYTES / 4));
            }
        }
        return new String(bytes, 0, shown, StandardCharsets.UTF_8).lines()
                .map(RequestTexts::escape).collect(Collectors.joining("\n"));
    }
}
