package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

/** The filter as people use it: by keyboard, with what it suggests, and with what it does not understand. */
class FilterWindowTest extends RealWindow {

    private void press(KeyCode key) {
        press(key, false);
    }

    private void press(KeyCode key, boolean control) {
        onFx(() -> {
            Node focused = scene().getFocusOwner();
            Event.fireEvent(focused, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, control, false, false));
            return true;
        });
    }

    private void write(String text) {
        for (String letter : text.split("")) {
            onFx(() -> {
                Event.fireEvent(find("#filter", TextField.class), new KeyEvent(
                        KeyEvent.KEY_TYPED, letter, "", KeyCode.UNDEFINED, false, false, false, false));
                return true;
            });
        }
    }

    private String filter() {
        return onFx(() -> find("#filter", TextField.class).getText());
    }

    private boolean filterHasFocus() {
        return onFx(() -> find("#filter", TextField.class).isFocused());
    }

    private List<String> suggested() {
        return onFx(() -> shown(".suggestions") ? robot.lookup(".suggestion-name").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText).toList() : List.of());
    }

    private void awaitSuggested(String... names) {
        Await.until("suggests " + List.of(names), () -> suggested().equals(List.of(names)));
    }

    @Test
    void completionByKeyboardNeverTakesTheFocus() throws Exception {
        serve();
        get("");
        get("missing");
        get("site.css");
        awaitRows(3);
        press(KeyCode.F, true);
        write("st");
        awaitSuggested("status:");
        onFx(() -> {
            Node list = find(".suggestions", Node.class);
            Node field = find("#filter", Node.class);
            assertThat(list.localToScene(list.getLayoutBounds()).getMinY())
                    .as("below the field").isGreaterThanOrEqualTo(
                            field.localToScene(field.getLayoutBounds()).getMaxY());
            return true;
        });
        press(KeyCode.TAB);
        awaitSuggested("200", "404");
        assertThat(filterHasFocus()).isTrue();
        press(KeyCode.DOWN);
        press(KeyCode.DOWN);
        assertThat(onFx(() -> find("#filter", TextField.class).getAccessibleHelp())).startsWith("404");
        press(KeyCode.ENTER);
        assertThat(filter()).isEqualTo("status:404 ");
        awaitRows(1);
        assertThat(filterHasFocus()).isTrue();
        write("s");
        awaitSuggested("status:", "size>");
        press(KeyCode.ESCAPE);
        awaitSuggested();
        assertThat(filter()).isEqualTo("status:404 s");
        press(KeyCode.ESCAPE);
        assertThat(filter()).isEmpty();
        press(KeyCode.SPACE, true);
        Await.until("all keys are suggested", () -> suggested().contains("took>"));
        press(KeyCode.ESCAPE);
    }

    @Test
    void whatIsNotUnderstoodIsMarkedAndExplained() throws Exception {
        serve();
        get("missing");
        awaitRows(1);
        press(KeyCode.F, true);
        write("missing statsu:404");
        Await.until("it is marked", () -> onFx(() -> shown("#problem")));
        assertThat(onFx(() -> text("#problem"))).startsWith("“statsu:”").contains("status, path");
        assertThat(onFx(() -> find("#filter", Node.class).getPseudoClassStates()))
                .contains(PseudoClass.getPseudoClass("danger"));
        assertThat(onFx(() -> find("#filter", Node.class).getAccessibleText())).contains("statsu");
        assertThat(onFx(() -> rows().size())).as("the rest still applies").isEqualTo(1);
        press(KeyCode.ESCAPE);
        Await.until("the mark is gone", () -> onFx(() -> !shown("#problem")));
    }

    @Test
    void buttonsPutTheirTermIntoTheText() throws Exception {
        serve();
        get("");
        get("missing");
        get("favicon.ico");
        awaitRows(3);
        fire("#errorsOnly");
        awaitRows(2);
        fire("#hideNoise");
        awaitRows(1);
        assertThat(filter()).isEqualTo("status>=400 noise:no");
        type("#filter", "noise:no");
        awaitRows(2);
        assertThat(onFx(() -> find("#errorsOnly", ToggleButton.class).isSelected())).isFalse();
        press(KeyCode.F, true);
        press(KeyCode.ENTER);
        press(KeyCode.ESCAPE);
        press(KeyCode.DOWN);
        awaitSuggested("noise:no");
        press(KeyCode.DOWN);
        press(KeyCode.ENTER);
        awaitRows(2);
    }
}
