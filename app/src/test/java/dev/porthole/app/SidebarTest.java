package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.site.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;

/** What a person does with the list of sites. */
class SidebarTest extends RealWindow {

    @Test
    void f2TypesAnotherNameAndEscapeTakesNone() throws Exception {
        openThree();
        focusList();
        robot.interact(() -> robot.type(KeyCode.F2));
        Await.until("the name can be typed", () -> onFx(() -> shown(".site-name-field")));
        assertThat(onFx(() -> find(".site-name-field", TextField.class).isFocused())).isTrue();
        robot.interact(() -> robot.write("Z"));
        robot.interact(() -> robot.type(KeyCode.ENTER));
        Await.until("it has the name", () -> onFx(() -> names().equals(List.of("Z", "b", "c"))));
        assertThat(onFx(() -> list().isFocused())).isTrue();
        robot.interact(() -> robot.type(KeyCode.F2));
        robot.interact(() -> robot.write("Y"));
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        Await.until("it still has it", () -> onFx(() -> !shown(".site-name-field") && drawn().contains("Z")));
    }

    @Test
    void deleteRemovesWithoutTakingTheFocusAndUndoPutsItBack() throws Exception {
        openThree();
        focusList();
        robot.interact(() -> robot.type(KeyCode.DELETE));
        Await.until("it is told", () -> onFx(() -> shown(".notice.information")));
        assertThat(onFx(this::names)).containsExactly("b", "c");
        assertThat(onFx(() -> list().isFocused())).isTrue();
        onFx(() -> {
            ButtonBase undo = find(".notice.information .button", ButtonBase.class);
            undo.requestFocus();
            undo.fire();
            return true;
        });
        assertThat(onFx(this::names)).containsExactly("a", "b", "c");
        assertThat(onFx(() -> list().isFocused())).isTrue();
        assertThat(onFx(() -> shown(".notice.information"))).isFalse();
    }

    @Test
    void theLastSiteCanBeUndoneOnTheWelcomePage() throws Exception {
        serve();
        focusList();
        robot.interact(() -> robot.type(KeyCode.DELETE));
        Await.until("the welcome page is shown", () -> onFx(() -> shown(".drop-zone")));
        ButtonBase undo = onFx(() -> robot.lookup(".welcome .notice .button").queryAllAs(ButtonBase.class)
                .stream().findFirst().orElseThrow());
        onFx(() -> {
            undo.fire();
            return true;
        });
        awaitRunning();
    }

    @Test
    void sitesAreMovedByKeysAndByTheMouseAndStaySelected() throws Exception {
        openThree();
        focusList();
        robot.interact(() -> robot.press(KeyCode.ALT).type(KeyCode.DOWN).release(KeyCode.ALT));
        Await.until("it has been moved", () -> onFx(() -> names().equals(List.of("b", "a", "c"))));
        assertThat(onFx(() -> list().getSelectionModel().getSelectedItem().name())).isEqualTo("a");
        Await.until("the rows are drawn in their new order", () -> onFx(() -> drawn().equals(List.of("b", "a", "c"))));
        Node row = onFx(() -> cell("c"));
        robot.drag(row, MouseButton.PRIMARY).moveBy(0, -120).drop();
        Await.until("it has been dragged to the top", () -> onFx(() -> names().equals(List.of("c", "b", "a"))));
        assertThat(onFx(() -> list().getSelectionModel().getSelectedItem().name())).isEqualTo("c");
    }

    private void openThree() throws Exception {
        StringBuilder settings = new StringBuilder("language=english\ntheme=light\n");
        for (int i = 0; i < 3; i++) {
            Path folder = Files.createDirectory(temp.resolve(String.valueOf((char) ('a' + i))));
            settings.append("folder.%d.path=%s\nfolder.%d.site=%d\n".formatted(i, folder, i, i));
        }
        Files.writeString(temp.resolve("config/settings.properties"), settings);
        open();
        Await.until("the sites are listed", () -> onFx(() -> drawn().containsAll(List.of("a", "b", "c"))));
    }

    private void focusList() {
        onFx(() -> {
            list().requestFocus();
            return true;
        });
    }

    @SuppressWarnings("unchecked")
    private ListView<Site> list() {
        return find(".sites", ListView.class);
    }

    private List<String> names() {
        return list().getItems().stream().map(Site::name).toList();
    }

    private List<String> drawn() {
        return list().lookupAll(".site-name").stream()
                .sorted(Comparator.comparingDouble(label -> label.localToScene(0, 0).getY()))
                .map(Label.class::cast).map(Label::getText).toList();
    }

    private Node cell(String name) {
        return list().lookupAll(".site-name").stream()
                .filter(label -> ((Label) label).getText().equals(name)).findFirst().orElseThrow();
    }
}
