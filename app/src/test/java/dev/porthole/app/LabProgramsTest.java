package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The two programs and the waiting room in the real window. */
class LabProgramsTest extends RealWindow {

    @Test
    void aPersonStartsTheProgramAndSeesWhatAClientSays() throws Exception {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
        open();
        fire("#sidebar #programs");
        Await.until("the programs are shown", () -> onFx(() -> shown("#programRun")));
        assertThat(onFx(() -> robot.lookup(".program-switch").queryAllAs(CheckBox.class)))
                .noneMatch(CheckBox::isSelected).extracting(Labeled::getText).contains("O_NONBLOCK");
        type("#programPort", "0");
        fire("#programRun");
        Await.until("it waits", () -> onFx(() -> text(".program-phase").startsWith("sleeps in epoll_wait")));
        onFx(() -> {
            robot.lookup(".program-row .button").queryAllAs(Button.class).stream()
                    .filter(each -> each.getText().equals("+ client")).findFirst().orElseThrow().fire();
            return true;
        });
        Await.until("a client is shown", () -> onFx(() -> shown(".program-orders .button")));
        onFx(() -> {
            find(".program-orders .button", Button.class).fire();
            return true;
        });
        Await.until("what it said is printed", () -> onFx(() -> find("#output", ListView.class).getItems()
                .contains("recv:你好 epoll\n")));
        assertThat(onFx(() -> find(".program-orders .button", Button.class).getAccessibleText()))
                .isEqualTo("client A: Say");
        robot.interact(() -> robot.type(KeyCode.DIGIT6));
        Await.until("the waiting room is shown", () -> onFx(() -> shown("#eight")));
        fire("#listen");
        fire("#eight");
        Await.until("the class is asked", () -> onFx(() -> shown(".lab-question")));
        assertThat(onFx(() -> find("#gate", ToggleButton.class).isSelected())).isTrue();
    }
}
