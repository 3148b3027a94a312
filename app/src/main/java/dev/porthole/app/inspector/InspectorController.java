package dev.porthole.app.inspector;

import dev.porthole.app.requests.RequestTexts;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** Shows the selected request: its head, its answer's head, the server's reason, and the time it took. */
public final class InspectorController {

    private final InspectorViewModel model;
    private final Messages messages;

    @FXML VBox inspector;
    @FXML ToggleButton requestTab;
    @FXML ToggleButton responseTab;
    @FXML ToggleButton whyTab;
    @FXML ToggleButton timingTab;
    @FXML Button close;
    @FXML ScrollPane scroll;
    @FXML VBox content;
    @FXML Button copyAsCurl;
    @FXML Button showFile;

    /** Shows this model. */
    public InspectorController(InspectorViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        ToggleGroup tabs = new ToggleGroup();
        tabs.getToggles().setAll(requestTab, responseTab, whyTab, timingTab);
        tabs.selectToggle(requestTab);
        tabs.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                tabs.selectToggle(before);
            } else {
                fill();
            }
        });
        close.setOnAction(e -> model.close());
        copyAsCurl.setOnAction(e -> model.copyAsCurl());
        showFile.setOnAction(e -> model.showFile());
        model.inspectionProperty().subscribe(inspection -> fill());
        messages.languageProperty().subscribe(language -> fill());
    }

    private void fill() {
        Inspection shown = model.inspectionProperty().get();
        if (shown == null) {
            return;
        }
        showFile.setVisible(model.hasFile());
        showFile.setManaged(model.hasFile());
        ResponseFinished response = shown.response();
        List<Node> nodes = new ArrayList<>();
        if (requestTab.isSelected()) {
            head(shown.requestHead(), nodes);
            if (response != null) {
                nodes.add(new TimingView(messages, response.timing()));
            }
        } else if (response == null) {
            nodes.add(paragraph(messages.get("inspector.inFlight")));
        } else if (responseTab.isSelected()) {
            head(shown.responseHead(), nodes);
            body(response, nodes);
        } else if (whyTab.isSelected()) {
            why(shown, response, nodes);
        } else {
            timing(shown, response, nodes);
        }
        content.getChildren().setAll(nodes);
        scroll.setVvalue(0);
    }

    private void head(List<HeadLine> lines, List<Node> nodes) {
        if (lines.isEmpty()) {
            nodes.add(paragraph(messages.get("inspector.headDropped")));
            return;
        }
        VBox box = new VBox();
        box.getStyleClass().add("head");
        for (HeadLine line : lines) {
            Label number = new Label(Integer.toString(line.number()));
            number.getStyleClass().add("line-number");
            number.setMinWidth(Label.USE_PREF_SIZE);
            Text name = new Text(line.name());
            name.getStyleClass().add("head-name");
            Text value = new Text(line.value());
            value.getStyleClass().add("head-value");
            TextFlow text = new TextFlow(name, value);
            HBox.setHgrow(text, Priority.ALWAYS);
            HBox row = new HBox(number, text);
            row.getStyleClass().add("head-line");
            row.setAccessibleText(line.number() + " " + line.text());
            box.getChildren().add(row);
        }
        nodes.add(box);
    }

    private void body(ResponseFinished response, List<Node> nodes) {
        VBox facts = facts();
        fact(facts, "response.body", Quantities.exactBytes(response.bodyBytes()));
        fact(facts, "response.sent", Quantities.exactBytes(response.sentBytes()));
        if (response.mediaType() != null) {
            fact(facts, "response.type", response.mediaType());
        }
        nodes.add(facts);
    }

    private void why(Inspection shown, ResponseFinished response, List<Node> nodes) {
        Label status = new Label(Integer.toString(response.status()));
        status.getStyleClass().add("status-pill");
        for (int hundreds = 1; hundreds <= 5; hundreds++) {
            status.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass("status-" + hundreds + "xx"),
                    response.status() / 100 == hundreds);
        }
        Label path = new Label(RequestTexts.path(shown.request().target()));
        path.getStyleClass().add("why-path");
        HBox title = new HBox(status, path);
        title.getStyleClass().add("why-title");
        nodes.add(title);
        nodes.add(paragraph(messages.say(shown.why())));
        VBox facts = facts();
        if (!response.why().detail().isEmpty()) {
            fact(facts, "why.detail", RequestTexts.escape(response.why().detail()));
        }
        if (response.file() != null) {
            fact(facts, "why.file", RequestTexts.escape(response.file()));
        }
        add(facts, "why.outcome", messages.say(shown.outcome()), "paragraph-text");
        nodes.add(facts);
    }

    private void timing(Inspection shown, ResponseFinished response, List<Node> nodes) {
        nodes.add(new TimingView(messages, response.timing()));
        RequestReceived request = shown.request();
        VBox facts = facts();
        fact(facts, "timing.headComplete", Quantities.dateTime(request.at()));
        fact(facts, "timing.lastByte", Quantities.dateTime(response.at()));
        String connection = "#" + request.connection();
        Phrase reuse = request.numberOnConnection() == 1
                ? Phrase.of("timing.firstOnConnection", connection)
                : Phrase.of("timing.onConnection", request.numberOnConnection(), connection);
        add(facts, "timing.connection", messages.say(reuse), "paragraph-text");
        if (!shown.client().isEmpty()) {
            fact(facts, "timing.client", shown.client());
        }
        nodes.add(facts);
    }

    private static VBox facts() {
        VBox facts = new VBox();
        facts.getStyleClass().add("facts");
        return facts;
    }

    private void fact(VBox facts, String key, @Nullable String value) {
        add(facts, key, value, "fact-value");
    }

    private void add(VBox facts, String key, @Nullable String value, String style) {
        Label name = new Label(messages.get(key));
        name.getStyleClass().add("fact-name");
        Text text = new Text(value == null ? "" : value);
        text.getStyleClass().add(style);
        facts.getChildren().add(new VBox(name, new TextFlow(text)));
    }

    private static TextFlow paragraph(String words) {
        Text text = new Text(words);
        text.getStyleClass().add("paragraph-text");
        TextFlow paragraph = new TextFlow(text);
        paragraph.getStyleClass().add("paragraph");
        return paragraph;
    }
}
