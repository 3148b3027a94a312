package dev.porthole.app.lab.trigger;

import dev.porthole.app.text.Messages;
import dev.porthole.lab.system.EpollFlags;
import dev.porthole.lab.trigger.Outcome.Answer;
import dev.porthole.lab.trigger.Watcher;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableNumberValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A row: either what was done, or what each watcher said: its flags as chips, or that it was silent, and why. */
final class TriggerCell extends ListCell<TriggerRow> {

    private static final PseudoClass ALARM = PseudoClass.getPseudoClass("alarm");
    private static final String PREFIX = "EPOLL";

    private final Messages messages;
    private final Supplier<List<Watcher>> watchers;
    private final ObservableNumberValue firstWidth;
    private final ObservableNumberValue columnWidth;

    TriggerCell(
            Messages messages, Supplier<List<Watcher>> watchers, ObservableNumberValue firstWidth,
            ObservableNumberValue columnWidth) {
        this.messages = messages;
        this.watchers = watchers;
        this.firstWidth = firstWidth;
        this.columnWidth = columnWidth;
        // As wide as the list, so that nothing scrolls sideways.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable TriggerRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        switch (row) {
            case TriggerRow.Done done -> setGraphic(draw(done));
            case TriggerRow.Told told -> setGraphic(draw(told));
        }
    }

    private Node draw(TriggerRow.Done done) {
        Label what = label(messages.say(done.what()), "trigger-what");
        HBox line = new HBox(what);
        line.getStyleClass().addAll("trigger-group", "trigger-done");
        String spoken = what.getText();
        if (!done.results().isEmpty()) {
            Label results = label("= " + done.results(), "trigger-results");
            line.getChildren().add(results);
            spoken += " " + results.getText();
        }
        setAccessibleText(spoken);
        return line;
    }

    private Node draw(TriggerRow.Told told) {
        Label number = label(messages.get("lab.trigger.waited", told.number()), "trigger-wait-number");
        Label after = label(messages.say(told.after()), "trigger-after");
        VBox first = new VBox(number, after);
        first.minWidthProperty().bind(firstWidth);
        first.maxWidthProperty().bind(firstWidth);
        HBox line = new HBox(first);
        line.getStyleClass().add("trigger-told");
        for (Watcher each : watchers.get()) {
            line.getChildren().add(cell(told.answers().stream()
                    .filter(answer -> answer.watcher() == each).findFirst().orElse(null)));
        }
        setAccessibleText(number.getText() + ", " + after.getText() + ". "
                + told.answers().stream().map(this::spoken).collect(Collectors.joining(". ")));
        return line;
    }

    private String spoken(Answer answer) {
        String reason = reason(answer);
        return answer.flags() == 0
                ? messages.get("lab.trigger.cell.silent", answer.watcher().column(), reason)
                : messages.get("lab.trigger.cell.told", answer.watcher().column(), EpollFlags.names(answer.flags()),
                        reason);
    }

    private String reason(Answer answer) {
        return messages.get("lab.trigger.reason." + answer.reason().name());
    }

    /** Empty for who was not asked. */
    private Region cell(@Nullable Answer answer) {
        VBox cell = new VBox();
        cell.minWidthProperty().bind(columnWidth);
        cell.maxWidthProperty().bind(columnWidth);
        if (answer != null) {
            cell.getChildren().setAll(
                    answer.flags() == 0 ? label("[ ]", "trigger-silent") : chips(answer.flags()),
                    label(reason(answer), "trigger-reason"));
        }
        return cell;
    }

    private static HBox chips(int flags) {
        HBox chips = new HBox(4);
        for (EpollFlags each : EpollFlags.values()) {
            if (each.in(flags)) {
                Label chip = label(each.name().substring(PREFIX.length()), "trigger-chip");
                chip.setMinWidth(USE_PREF_SIZE);
                chip.pseudoClassStateChanged(ALARM, each == EpollFlags.EPOLLERR || each == EpollFlags.EPOLLHUP);
                chips.getChildren().add(chip);
            }
        }
        return chips;
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }
}
