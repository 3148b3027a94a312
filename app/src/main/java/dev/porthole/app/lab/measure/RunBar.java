package dev.porthole.app.lab.measure;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds what every measured stage has: the button that runs and stops, Reset, the state, and the findings. */
public final class RunBar {

    private RunBar() {}

    /** Binds the buttons and the state. */
    public static void bind(
            RunViewModel model, Messages messages, Button run, FontIcon icon, Label state, Runnable step) {
        run.setOnAction(e -> step.run());
        model.runningProperty().subscribe(running -> {
            run.textProperty().bind(messages.text(running ? "lab.stop" : "lab.run"));
            icon.setIconLiteral(running ? "fth-square" : "fth-play");
        });
        run.disableProperty().bind(model.lockedBinding().and(model.runningProperty().not()));
        state.textProperty().bind(messages.text(model.stateProperty()));
    }

    /** Makes a button of a group choose a value; it is down while that is chosen, whoever has chosen it. */
    public static <T> void choose(ToggleButton button, ToggleGroup group, ObjectProperty<T> chosen, T value) {
        button.setToggleGroup(group);
        button.setOnAction(e -> {
            button.setSelected(true);
            chosen.set(value);
        });
        chosen.subscribe(now -> button.setSelected(value.equals(now)));
    }

    /** Shows findings one under the other, as one text that a screen reader reads from start to end. */
    public static void bind(ObservableList<Phrase> findings, Messages messages, Label label) {
        label.textProperty().bind(Bindings.createStringBinding(
                () -> findings.stream().map(messages::say).collect(Collectors.joining("\n")),
                findings, messages.languageProperty()));
    }
}
