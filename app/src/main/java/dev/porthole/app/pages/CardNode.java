package dev.porthole.app.pages;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A page load: on one line what the columns of its requests say of each, on the second what they say together. */
final class CardNode extends HBox {

    private static final double BAR_THICKNESS = 4;

    private final PageTexts texts;
    private final Messages messages;
    private final FontIcon chevron = new FontIcon("fth-chevron-right");
    private final Label time = new Label();
    private final Label title = new Label();
    private final Label client = new Label();
    private final StatusPill status = new StatusPill();
    private final Label sent = new Label();
    private final Label took = new Label();
    private final Label requests = new Label();
    private final Label errors = new Label();
    private final Waterfall waterfall = new Waterfall(BAR_THICKNESS);
    private final Tooltip titleTip = new Tooltip();
    private final Tooltip sentTip = new Tooltip();
    private final Tooltip tookTip = new Tooltip();

    CardNode(
            Messages messages, PageColumns columns, ObservableValue<Boolean> severalClients, Runnable toggle) {
        this.messages = messages;
        this.texts = new PageTexts(messages);
        getStyleClass().add("page-card");
        StackPane handle = new StackPane(chevron);
        handle.getStyleClass().add("chevron");
        handle.setOnMouseClicked(e -> toggle.run());
        time.getStyleClass().addAll("mono", "quiet");
        time.setMinWidth(USE_PREF_SIZE);
        title.getStyleClass().add("page-title");
        title.setTooltip(titleTip);
        client.getStyleClass().addAll("mono", "quiet");
        client.visibleProperty().bind(severalClients);
        client.managedProperty().bind(severalClients);
        client.setMinWidth(0);
        columns.status(status);
        columns.sent(sent);
        columns.took(took);
        columns.bar(waterfall);
        sent.setTooltip(sentTip);
        took.setTooltip(tookTip);
        errors.getStyleClass().add("page-errors");
        requests.getStyleClass().add("quiet");
        requests.setMinWidth(USE_PREF_SIZE);
        Region type = new Region();
        columns.type(type);
        HBox first = new HBox(time, title, client, spring(), status, type, sent, took);
        first.getStyleClass().add("line");
        HBox second = new HBox(requests, errors);
        second.getStyleClass().add("line");
        VBox lines = new VBox(first, second);
        lines.getStyleClass().add("lines");
        HBox.setHgrow(lines, Priority.ALWAYS);
        lines.setMinWidth(0);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(handle, lines, waterfall);
    }

    void show(PageItem.Card item) {
        PageCard shown = item.card();
        chevron.setIconLiteral(item.open() ? "fth-chevron-down" : "fth-chevron-right");
        time.setText(Quantities.time(shown.at()));
        title.setText(texts.title(shown));
        titleTip.setText(shown.page() ? shown.target() : messages.get("pages.others.tip"));
        client.setText(shown.client().isEmpty() ? messages.get("pages.severalClients") : shown.client());
        status.show(shown.page() ? shown.status() : -1);
        sent.setText(Quantities.bytes(shown.bytes()));
        sentTip.setText(Quantities.exactBytes(shown.bytes()));
        took.setText(shown.page() ? texts.took(shown) : "");
        tookTip.setText(messages.get("pages.took.tip"));
        requests.setText(texts.requests(shown));
        errors.setText(texts.errors(shown));
        errors.setVisible(shown.errors() > 0);
        waterfall.show(shown.bars());
    }

    private static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }
}
