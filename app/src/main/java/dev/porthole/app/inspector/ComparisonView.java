package dev.porthole.app.inspector;

import dev.porthole.app.requests.RequestTexts;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.ResponseFinished;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** Two requests and their answers side by side: what is the same is quiet, what differs stands out. */
public final class ComparisonView extends VBox {

    private static final PseudoClass DIFFERENT = PseudoClass.getPseudoClass("different");

    private final Messages messages;

    /**
     * Compares.
     *
     * @param firstName the heading of the first
     * @param secondName the heading of the second
     */
    public ComparisonView(Messages messages, Phrase firstName, Exchange first, Phrase secondName, Exchange second) {
        this.messages = messages;
        getStyleClass().add("comparison");
        row(heading(firstName), heading(secondName), false);
        quote("compare.when", Quantities.time(first.request().at()), Quantities.time(second.request().at()), false);
        String firstLine = line(first);
        String secondLine = line(second);
        quote("compare.request", firstLine, secondLine, !firstLine.equals(secondLine));
        ResponseFinished one = first.response();
        ResponseFinished other = second.response();
        if (one != null && other != null) {
            answers(one, other);
        }
        heads("compare.requestLines", first.request().headText(), second.request().headText());
        if (one != null && other != null) {
            heads("compare.answerLines", one.headText(), other.headText());
        }
    }

    private void answers(ResponseFinished one, ResponseFinished other) {
        label("compare.status");
        row(new VBox(Facts.status(one.status())), new VBox(Facts.status(other.status())),
                one.status() != other.status());
        String why = messages.get("why." + one.why().rule().name());
        String otherWhy = messages.get("why." + other.why().rule().name());
        label("compare.why");
        row(Facts.flow(why, "paragraph-text"), Facts.flow(otherWhy, "paragraph-text"), !why.equals(otherWhy));
        quote("compare.sent", Quantities.exactBytes(one.sentBytes()), Quantities.exactBytes(other.sentBytes()),
                one.sentBytes() != other.sentBytes());
        quote("compare.took", Quantities.duration(one.timing().totalNanos()),
                Quantities.duration(other.timing().totalNanos()), false);
    }

    private void heads(String key, String before, String after) {
        label(key);
        List<HeadDifference> differences = HeadDifference.between(HeadFields.of(before), HeadFields.of(after));
        if (before.isEmpty() || after.isEmpty()) {
            getChildren().add(Facts.flow(messages.get("header.gone"), "paragraph-text"));
        } else if (differences.isEmpty()) {
            getChildren().add(Facts.flow(messages.get("compare.same"), "paragraph-text"));
        }
        for (HeadDifference difference : differences) {
            row(value(difference.name(), difference.before()), value(difference.name(), difference.after()), true);
        }
    }

    private TextFlow value(String name, @Nullable String value) {
        return value == null ? Facts.flow("—", "origin-reason")
                : Facts.flow(name + ": " + RequestTexts.escape(value), "fact-value");
    }

    private void quote(String key, String first, String second, boolean different) {
        label(key);
        row(Facts.flow(first, "fact-value"), Facts.flow(second, "fact-value"), different);
    }

    private void label(String key) {
        Label label = new Label(messages.get(key));
        label.getStyleClass().add("fact-name");
        getChildren().add(label);
    }

    private Label heading(Phrase words) {
        Label heading = new Label(messages.say(words));
        heading.getStyleClass().add("inspector-title");
        heading.setWrapText(true);
        return heading;
    }

    private void row(Region first, Region second, boolean different) {
        Halves row = new Halves(first, second);
        row.getStyleClass().add("compared");
        row.pseudoClassStateChanged(DIFFERENT, different);
        getChildren().add(row);
    }

    private static String line(Exchange exchange) {
        return RequestTexts.escape(exchange.request().method() + " " + exchange.request().target());
    }
}
