package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The first minutes with the program: the tour, and a sample instead of a folder of one's own. */
class TourWindowTest extends RealWindow {

    @Test
    void walksFromTheEmptyWindowThroughASampleToTheEnd() throws Exception {
        Files.writeString(temp.resolve("config/settings.properties"), "language=english\ntheme=light\n");
        open();
        Await.until("the tour greets", () -> onFx(() -> shown(".tour-callout")));
        assertThat(onFx(() -> text("#tourTitle"))).isEqualTo("Everything begins with a folder");
        // It is not in the way: the drop zone's own button can be seen and has nothing above it.
        assertThat(onFx(() -> overlaps(find("#choose", ButtonBase.class), robot.lookup(".tour-callout").query())))
                .isFalse();

        assertThat(onFx(() -> find("#tourNext", ButtonBase.class).isFocused())).as("Space goes on with it").isTrue();
        robot.interact(() -> robot.type(KeyCode.SPACE));
        awaitRunning();
        Await.until("it points at the address", () -> onFx(() -> text("#tourTitle").equals("Here it is on the web")));
        assertThat(get("pixel.woff").statusCode()).isEqualTo(200);
        assertThat(onFx(() -> shown(".notice.information"))).as("tells where the sample is").isTrue();
        assertThat(Path.of(temp.resolve("config/cache").toString())).isDirectory();

        // The table has come to the front meanwhile, but Space goes on with the tour.
        for (int stop = 3; stop <= 6; stop++) {
            Await.until("the keyboard is on the tour", () -> onFx(() ->
                    find("#tourNext", ButtonBase.class).isFocused()));
            robot.interact(() -> robot.type(KeyCode.SPACE));
            String place = stop + " / 6";
            Await.until("it is at " + place, () -> onFx(() -> text("#tourPlace").equals(place)));
        }
        fire("#tourNext");
        Await.until("it is over", () -> onFx(() -> !shown(".tour-callout")));

        robot.interact(() -> robot.push(KeyCode.SHIFT, KeyCode.F1));
        Await.until("the keys are shown", () -> onFx(() -> shown("#takeTourButton")));
        fire("#takeTourButton");
        Await.until("it begins again", () -> onFx(() -> shown(".tour-callout")));
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        Await.until("Esc skips it", () -> onFx(() -> !shown(".tour-callout")));
    }

    private static boolean overlaps(Node one, Node other) {
        return one.localToScene(one.getLayoutBounds()).intersects(other.localToScene(other.getLayoutBounds()));
    }
}
