package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/** The lab in the real window: it is opened, an experiment runs, a class votes, and it is left again. */
class LabWindowTest extends RealWindow {

    @Test
    void anExperimentRunsAndNothingIsLeftOfItAfterwards() throws Exception {
        assumeTrue(LabSupport.kernel());
        serve();
        long before = epollInstances();
        fire("#labButton");
        Await.until("the lab is shown", () -> onFx(() -> shown("#lab") && !shown("#tabBar")));
        assertThat(onFx(() -> find(".lab-badge", Label.class).getText())).isEqualTo("● KERNEL");
        robot.interact(() -> robot.type(KeyCode.SPACE));
        Await.until("epoll instances of the lab are open", () -> epollInstances() > before);
        robot.interact(() -> robot.type(KeyCode.DIGIT7));
        Await.until("the seventh experiment is shown", () -> onFx(() ->
                find(".lab-title", Label.class).getText().equals("Limits and surprises")));
        Await.until("what the first had open is closed", () -> epollInstances() == before);
        robot.interact(() -> robot.type(KeyCode.DIGIT1));
        robot.interact(() -> robot.type(KeyCode.SPACE));
        Await.until("epoll instances of the lab are open again", () -> epollInstances() > before);
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        Await.until("the site is shown again", () -> onFx(() -> !shown("#lab") && shown("#tabBar")));
        Await.until("nothing is left of the lab", () -> epollInstances() == before);
    }

    /** How many this process has open, those of its server among them. */
    private static long epollInstances() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(LabWindowTest::isEpoll).count();
        }
    }

    private static boolean isEpoll(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().endsWith("[eventpoll]");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void aClassVotesBeforeItRuns() throws Exception {
        serve();
        fire("#labButton");
        Await.until("the lab is shown", () -> onFx(() -> shown("#lab")));
        fire("#lesson");
        Await.until("the lesson is shown", () -> onFx(() -> shown(".lab-lesson")));
        fire(".lab-ask .button");
        Await.until("the class is asked", () -> onFx(() -> shown(".lab-question")));
        assertThat(onFx(() -> find(".lab-question .accent", Button.class).isDisabled())).isTrue();
        robot.interact(() -> robot.type(KeyCode.B));
        robot.interact(() -> robot.type(KeyCode.B));
        Await.until("it may run", () -> onFx(() -> !find(".lab-question .accent", Button.class).isDisabled()));
        onFx(() -> {
            find(".lab-question .accent", Button.class).fire();
            return true;
        });
        Await.until("the answer can be shown", () -> onFx(() -> shown(".lab-question #show")));
        onFx(() -> {
            find(".lab-question #show", Button.class).fire();
            return true;
        });
        Await.until("the explanation is shown", () -> onFx(() -> shown(".lab-why")));
        Path page = temp.resolve("class.html");
        desktop.nextFile = Optional.of(page);
        fire("#lab #export");
        Await.until("the page is saved", () -> Files.exists(page) && Files.readString(page).contains("</html>"));
        assertThat(Files.readString(page)).contains("How many threads serve us?", "<td>2</td>");
    }

    @Test
    void aNewClassIsAskedAgain() throws Exception {
        serve();
        fire("#labButton");
        Await.until("the lab is shown", () -> onFx(() -> shown("#lab")));
        robot.interact(() -> robot.type(KeyCode.DIGIT3));
        Await.until("the class is asked", () -> onFx(() -> shown(".lab-question")));
        robot.interact(() -> robot.type(KeyCode.A));
        Await.until("it may run", () -> onFx(() -> !find(".lab-question .accent", Button.class).isDisabled()));
        fire("#resetClass");
        Await.until("the new class has not voted", () -> onFx(() -> shown(".lab-question")
                && find(".lab-question .accent", Button.class).isDisabled()));
    }

    @Test
    void aClickOnAButtonLeavesSpaceToTheNextStep() throws Exception {
        serve();
        fire("#labButton");
        Await.until("the lab is shown", () -> onFx(() -> shown("#lab")));
        fire("#lesson");
        Await.until("the lesson is shown", () -> onFx(() -> shown(".lab-lesson")));
        fire(".lab-ask .button");
        Await.until("the class is asked", () -> onFx(() -> shown(".lab-question")));
        click("a vote", robot.lookup(".lab-question .lab-vote").queryAllAs(Button.class)
                .stream().filter(button -> button.getText().equals("+")).findFirst().orElseThrow());
        assertThat(onFx(() -> find(".lab-question #total", Label.class).getText())).isEqualTo("1 vote");
        robot.interact(() -> robot.type(KeyCode.SPACE));
        Await.until("the answer can be shown", () -> onFx(() -> shown(".lab-question #show")));
        assertThat(onFx(() -> find(".lab-question #total", Label.class).getText())).isEqualTo("1 vote");
        click("show", find(".lab-question #show", Button.class));
        Await.until("the explanation is shown", () -> onFx(() -> shown(".lab-why")));
    }

    /** Content that does not fit scrolls within its place; what is around it is never pushed out of the window. */
    @Test
    void everyExperimentFitsOnAProjectorAtTheLargestScale() throws Exception {
        Files.writeString(temp.resolve("config/settings.properties"), "language=chinese\nscale=250\ntour-seen=true\n");
        open(root.toString());
        onFx(() -> {
            Stage window = (Stage) scene().getWindow();
            window.setWidth(1_280);
            window.setHeight(720);
            return true;
        });
        fire("#labButton");
        Await.until("the lab is shown", () -> onFx(() -> shown("#lab")));
        for (KeyCode digit : List.of(
                KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5, KeyCode.DIGIT6,
                KeyCode.DIGIT7)) {
            robot.interact(() -> robot.type(digit));
            for (String part : List.of("#lab", "#lab #badge", "#lab #leave", "#lab #stage", "#lab .lab-rail-button")) {
                Await.until(part + " is within the window with experiment " + digit.getName(),
                        () -> onFx(() -> isWithinTheWindow(find(part, Node.class))));
            }
        }
    }

    private static boolean isWithinTheWindow(Node node) {
        Bounds place = node.localToScene(node.getLayoutBounds());
        Scene scene = node.getScene();
        return place.getMinX() > -1 && place.getMinY() > -1
                && place.getMaxX() < scene.getWidth() + 1 && place.getMaxY() < scene.getHeight() + 1
                && place.getWidth() > 1 && place.getHeight() > 1;
    }

    /** As a click does it: focus, action, and then the event; the keyboard has to be on the stage after it. */
    private void click(String what, Button button) {
        onFx(() -> {
            button.requestFocus();
            button.fire();
            Event.fireEvent(button, new MouseEvent(
                    MouseEvent.MOUSE_CLICKED, 0, 0, 0, 0, MouseButton.PRIMARY, 1, false, false, false, false, true,
                    false, false, false, false, true, null));
            return true;
        });
        assertThat(onFx(() -> button.getScene().getFocusOwner().getId())).as(what).isEqualTo("stage");
    }
}
