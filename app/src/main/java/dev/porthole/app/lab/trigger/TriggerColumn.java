package dev.porthole.app.lab.trigger;

import dev.porthole.app.text.Messages;
import dev.porthole.lab.system.EpollFlags;
import dev.porthole.lab.trigger.Watcher;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.value.ObservableNumberValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The head of a watcher's column: its name, what it registered, how often it was told, and EPOLL_CTL_MOD. */
final class TriggerColumn extends VBox {

    TriggerColumn(
            Messages messages, Watcher watcher, ReadOnlyIntegerProperty wakeUps, ObservableNumberValue width,
            Runnable modify) {
        Label name = label(watcher.column(), "trigger-column-name");
        Label mask = label(EpollFlags.names(watcher.mask()), "trigger-column-mask");
        mask.setWrapText(true);
        Label count = label("", "trigger-column-count");
        count.textProperty().bind(Bindings.createStringBinding(
                () -> messages.count("lab.trigger.wakeups", wakeUps.get()), wakeUps, messages.languageProperty()));
        Button mod = new Button();
        mod.getStyleClass().add("trigger-mod");
        mod.textProperty().bind(messages.text("lab.trigger.mod"));
        mod.accessibleTextProperty().bind(messages.text("lab.trigger.mod.spoken", watcher.column()));
        mod.setMinWidth(USE_PREF_SIZE);
        mod.setOnAction(e -> modify.run());
        HBox line = new HBox(name, mod);
        line.getStyleClass().add("trigger-group");
        getChildren().setAll(line, mask, count);
        minWidthProperty().bind(width);
        maxWidthProperty().bind(width);
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }
}
