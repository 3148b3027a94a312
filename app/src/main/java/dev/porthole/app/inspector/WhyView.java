package dev.porthole.app.inspector;

import dev.porthole.app.requests.RequestTexts;
import dev.porthole.app.text.Messages;
import dev.porthole.server.event.ResponseFinished;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.javafx.FontIcon;

/** The server's decision in words: the rule, what it was decided by, what to do about it, and each header line. */
final class WhyView extends VBox {

    private final Messages messages;

    WhyView(Messages messages, Inspection shown, ResponseFinished response, String site) {
        this.messages = messages;
        getStyleClass().add("inspector-parts");
        Label path = new Label(RequestTexts.path(shown.request().target()));
        path.getStyleClass().add("why-path");
        path.setWrapText(true);
        HBox.setHgrow(path, Priority.ALWAYS);
        HBox title = new HBox(Facts.status(response.status()), path);
        title.getStyleClass().add("why-title");
        getChildren().addAll(title, Facts.flow(messages.say(shown.why()), "paragraph-text"));
        VBox facts = new VBox();
        facts.getStyleClass().add("facts");
        for (Finding finding : Reasoning.of(shown.exchange(), response, shown.around(), site)) {
            facts.getChildren().add(node(finding));
        }
        getChildren().add(facts);
        headers(HeaderOrigin.of(shown.request(), response));
    }

    private Node node(Finding finding) {
        return switch (finding) {
            case Finding.Words words -> Facts.fact(
                    messages.say(words.label()), messages.say(words.text()), "paragraph-text");
            case Finding.Quote quote -> Facts.fact(messages.say(quote.label()), quote.text(), "fact-value");
            case Finding.Option option -> option(option);
            case Finding.Pair pair -> pair(pair);
            case Finding.Advice advice -> {
                FontIcon icon = new FontIcon("fth-arrow-right");
                icon.getStyleClass().add("advice-icon");
                TextFlow words = Facts.flow(messages.say(advice.text()), "paragraph-text");
                HBox.setHgrow(words, Priority.ALWAYS);
                HBox row = new HBox(icon, words);
                row.getStyleClass().add("advice");
                yield row;
            }
        };
    }

    /** In a field, so that it can be selected and copied. */
    private Node option(Finding.Option option) {
        String label = messages.say(option.label());
        Label name = new Label(label);
        name.getStyleClass().add("fact-name");
        name.setWrapText(true);
        TextField field = new TextField(option.text());
        field.getStyleClass().add("fact-option");
        field.setEditable(false);
        field.setAccessibleText(label);
        return new VBox(name, field);
    }

    private Node pair(Finding.Pair pair) {
        VBox one = Facts.fact(messages.say(pair.label()), pair.text(), "fact-value");
        VBox other = Facts.fact(messages.say(pair.otherLabel()), pair.otherText(), "fact-value");
        return new Halves(one, other);
    }

    private void headers(List<HeaderOrigin> origins) {
        Label title = new Label(messages.get("header.title"));
        title.getStyleClass().add("inspector-title");
        title.setWrapText(true);
        VBox table = new VBox(title);
        table.getStyleClass().add("origins");
        if (origins.isEmpty()) {
            table.getChildren().add(Facts.flow(messages.get("header.gone"), "paragraph-text"));
        }
        for (HeaderOrigin origin : origins) {
            Text name = new Text(origin.field().name() + ":");
            name.getStyleClass().add("head-name");
            Text value = new Text(" " + RequestTexts.escape(origin.field().value()));
            value.getStyleClass().add("head-value");
            TextFlow line = new TextFlow(name, value);
            String reason = messages.say(origin.reason());
            Halves row = new Halves(line, Facts.flow(reason, "origin-reason"));
            row.getStyleClass().add("origin");
            row.setAccessibleText(origin.field().name() + ": " + origin.field().value() + " — " + reason);
            table.getChildren().add(row);
        }
        getChildren().add(table);
    }
}
