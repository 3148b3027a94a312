package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;

/** What is not looked at is not loaded: it would take time at the start, and memory ever after. */
class DeferredViewsTest extends RealWindow {

    private static final List<String> TABS =
            List.of("#connectionsTab", "#chartsTab", "#loopTab", "#checkTab", "#requestsTab");

    @Test
    void loadsATabWhenItIsFirstShownAndKeepsIt() throws Exception {
        serve();
        assertThat(onFx(() -> isLoaded("#connectionTable"))).isFalse();
        fire("#connectionsTab");
        assertThat(onFx(() -> isLoaded("#connectionTable"))).isTrue();
        Object table = onFx(() -> robot.lookup("#connectionTable").query());
        for (String tab : TABS) {
            fire(tab);
        }
        fire("#connectionsTab");
        assertThat(onFx(() -> (Object) robot.lookup("#connectionTable").query())).isSameAs(table);
    }

    @Test
    void loadsAPanelWhenItIsFirstShownWithTheKeyboardInIt() throws Exception {
        serve();
        assertThat(onFx(() -> isLoaded("#takeTourButton"))).isFalse();
        robot.interact(() -> robot.push(KeyCode.SHIFT, KeyCode.F1));
        assertThat(onFx(() -> shown("#takeTourButton"))).isTrue();
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        assertThat(onFx(() -> shown("#takeTourButton"))).isFalse();
        fire("#optionsButton");
        assertThat(onFx(() -> robot.lookup(".floating-panel").query()
                .lookupAll("*").stream().anyMatch(node -> node.isFocused()))).isTrue();
    }

    @Test
    void makesATooltipWhenTheMouseComesAndInTheLanguageOfTheMoment() throws Exception {
        serve();
        Control clear = onFx(() -> find("#clear", Control.class));
        assertThat(onFx(() -> Optional.ofNullable(clear.getTooltip()))).isEmpty();
        robot.interact(() -> comeTo(clear));
        assertThat(onFx(() -> clear.getTooltip().getText())).startsWith("Empty the table");
        fire("#preferences");
        fire("#languageChinese");
        assertThat(onFx(() -> clear.getTooltip().getText())).startsWith("清空表格");
    }

    @Test
    void saysNothingInATooltipWhereThereIsNothingToSay() throws Exception {
        serve();
        Control tab = onFx(() -> find("#requestsTab", Control.class));
        robot.interact(() -> comeTo(tab));
        assertThat(onFx(() -> Optional.ofNullable(tab.getTooltip()))).isEmpty();
    }

    private static void comeTo(Control control) {
        Event.fireEvent(control, new MouseEvent(
                MouseEvent.MOUSE_ENTERED_TARGET, 1, 1, 1, 1, MouseButton.NONE, 0,
                false, false, false, false, false, false, false, false, false, false, null));
    }

    @Test
    void aPanelThatIsClosedFollowsTheLanguage() throws Exception {
        serve();
        fire("#optionsButton");
        assertThat(onFx(() -> chosenService())).isEqualTo("No service");
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        fire("#preferences");
        fire("#languageChinese");
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        fire("#optionsButton");
        assertThat(onFx(() -> chosenService())).isEqualTo("不预览");
    }

    private String chosenService() {
        return find("#service", ComboBox.class).getChildrenUnmodifiable().stream()
                .filter(ListCell.class::isInstance).map(cell -> ((ListCell<?>) cell).getText()).findFirst().orElse("");
    }

    private boolean isLoaded(String query) {
        return find("#start", ButtonBase.class).getScene().getRoot().lookup(query) != null;
    }
}
