package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Whether a screen reader finds a name for everything, and the keyboard a way to everything, in each state. */
class AccessibilityTest extends RealWindow {

    @Test
    void everythingHasANameAndCanBeReached() throws Exception {
        System.setProperty("porthole.releases", "https://releases.invalid/latest");
        open();
        check("the first start");
        desktop.nextFolder = Optional.of(root);
        fire(".drop-zone .button");
        awaitRunning();
        check("no requests yet");
        get("");
        get("site.css");
        get("missing");
        awaitRows(3);
        check("requests");
        select(2);
        Await.until("the inspector is shown", () -> onFx(() -> shown("#inspector")));
        for (Node tab : List.<Node>copyOf(robot.lookup("#inspector .tab-button").queryAllAs(Node.class))) {
            onFx(() -> {
                ((ToggleButton) tab).fire();
                return true;
            });
            check("the inspector's tab " + tab.getId());
        }
        type("#filter", "nothing like this");
        Await.until("nothing matches", () -> onFx(() -> shown("#noMatch")));
        check("nothing matches");
        type("#filter", "");
        for (Node tab : tabs()) {
            onFx(() -> {
                ((ToggleButton) tab).fire();
                return true;
            });
            check("the tab " + tab.getId());
        }
        for (String panel : List.of("#optionsButton", "#phone", "#preferences")) {
            fire(panel);
            check("the panel of " + panel);
            robot.interact(() -> robot.type(KeyCode.ESCAPE));
        }
        fire("#labButton");
        Await.until("the lab is shown", () -> onFx(() -> shown("#lab")));
        check("the lab");
        for (String panel : List.of("#lesson", "#glossary")) {
            onFx(() -> {
                find("#lab " + panel, ToggleButton.class).fire();
                return true;
            });
            check("the lab with " + panel);
        }
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        Await.until("the lab is left", () -> onFx(() -> !shown("#lab")));
        fire("#about");
        check("the panel about the program");
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        robot.interact(() -> robot.push(KeyCode.SHIFT, KeyCode.F1));
        check("the sheet of keys");
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        fire("#start");
        awaitState("Stopped");
        type("#port", "99999");
        check("stopped, and with a wrong port");
    }

    @Test
    void theStagesOfTheFirstAndTheLastExperimentToo() throws Exception {
        open();
        fire("#labButton");
        Await.until("the first experiment is shown", () -> onFx(() -> shown(".trigger")));
        check("level, edge, one-shot");
        fire("#step");
        Await.until("somebody was told", () -> onFx(() -> text("#unread").startsWith("100")));
        check("level, edge, one-shot, after a step");
        onFx(() -> {
            robot.lookup(".lab-rail-button").queryAllAs(ToggleButton.class).stream()
                    .reduce((before, last) -> last).orElseThrow().fire();
            return true;
        });
        Await.until("the last experiment is shown", () -> onFx(() -> shown(".limits")));
        check("limits");
    }

    @Test
    void aNoticeLeavesTheKeyboardWhereItIs() throws Exception {
        serve();
        onFx(() -> {
            find("#port", Node.class).requestFocus();
            return true;
        });
        Files.move(root, temp.resolve("away"));
        Await.until("the notice is shown", () -> onFx(() -> shown(".notice")));
        assertThat(onFx(() -> scene().getFocusOwner().getId())).isEqualTo("port");
    }

    @Test
    void theKeyboardGoesFromPartToPartAndFromTabToTab() throws Exception {
        serve();
        get("");
        awaitRows(1);
        onFx(() -> {
            table().requestFocus();
            return true;
        });
        Set<String> visited = new LinkedHashSet<>();
        for (int i = 0; i < 4; i++) {
            robot.interact(() -> robot.type(KeyCode.F6));
            visited.add(onFx(() -> Objects.toString(scene().getFocusOwner().getId())));
            assertThat(onFx(() -> scene().getFocusOwner().isFocusVisible())).as("shows where it is").isTrue();
        }
        assertThat(visited).containsExactly("list", "folder", "requestsTab", "requestsTable");
        robot.interact(() -> robot.push(KeyCode.CONTROL, KeyCode.DIGIT2));
        assertThat(onFx(() -> find("#connectionsTab", ToggleButton.class).isSelected())).isTrue();
        robot.interact(() -> robot.push(KeyCode.CONTROL, KeyCode.DIGIT1));
        assertThat(onFx(() -> scene().getFocusOwner().equals(table()))).isTrue();
        robot.interact(() -> robot.push(KeyCode.CONTROL, KeyCode.TAB));
        assertThat(onFx(() -> find("#requestsTab", ToggleButton.class).isSelected())).isFalse();
    }

    @Test
    void theFirstPanelHasTheKeyboardAndKeepsItUntilItIsClosed() throws Exception {
        serve();
        onFx(() -> {
            find("#preferences", Node.class).requestFocus();
            return true;
        });
        robot.interact(() -> robot.push(KeyCode.CONTROL, KeyCode.COMMA));
        assertThat(onFx(this::isInPanel)).isTrue();
        for (KeyCode[] keys : new KeyCode[][] {{KeyCode.TAB}, {KeyCode.SHIFT, KeyCode.TAB}}) {
            Set<Node> visited = new LinkedHashSet<>();
            for (int i = 0; i < 20; i++) {
                robot.push(keys);
                Await.until("the keyboard is in the panel", () -> onFx(this::isInPanel));
                visited.add(onFx(() -> scene().getFocusOwner()));
            }
            assertThat(visited).contains(find("#closeButton", Node.class), find("#about", Node.class));
        }
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        assertThat(onFx(() -> scene().getFocusOwner().getId())).isEqualTo("preferences");
    }

    private boolean isInPanel() {
        for (Node at = scene().getFocusOwner(); at != null; at = at.getParent()) {
            if (at.getStyleClass().contains("floating-panel")) {
                return true;
            }
        }
        return false;
    }

    private List<Node> tabs() {
        return List.<Node>copyOf(robot.lookup("#tabBar .tab-button").queryAllAs(Node.class));
    }

    private void check(String state) {
        onFx(() -> {
            Parent everything = scene().getRoot();
            everything.applyCss();
            everything.layout();
            List<Node> controls = new ArrayList<>();
            Set<Node> labelled = new LinkedHashSet<>();
            collect(everything, controls, labelled);
            assertThat(controls.stream().filter(node -> name(node).isBlank() && !labelled.contains(node)))
                    .as("without a name: " + state).isEmpty();
            assertThat(controls.stream().map(Node::getAccessibleText).filter(Objects::nonNull)
                    .filter(text -> !text.contains("epoll_"))
                    .filter(text -> text.matches("(?s).*\\b_[A-Za-z].*|.*\\B[a-z]_[a-z]\\B.*")))
                    .as("spoken with the mark of a mnemonic: " + state).isEmpty();
            assertThat(columnsWithoutName(controls)).as("columns without a name: " + state).isEmpty();
            assertThat(sharedMnemonics(controls)).as("two on one key: " + state).isEmpty();
            assertThat(unreachable(controls)).as("not reached by Tab: " + state).isEmpty();
            return true;
        });
    }

    /** Everything that is shown and can take the keyboard, and whatever has a label of its own. */
    private static void collect(Node node, List<Node> controls, Set<Node> labelled) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Label label && label.getLabelFor() != null && !label.getText().isBlank()) {
            labelled.add(label.getLabelFor());
            controls.add(label);
        }
        if (node.isFocusTraversable() || node instanceof ButtonBase && !node.getStyleClass().contains("arrow")) {
            controls.add(node);
        }
        if (node instanceof Parent parent && !(node instanceof VirtualFlow)) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, controls, labelled));
        }
    }

    private static String name(Node node) {
        if (node instanceof ScrollPane && node.getAccessibleText() == null) {
            // It takes the keyboard only to be scrolled; what it shows has names.
            return "scrolled";
        }
        String text = node.getAccessibleText();
        if (text != null && !text.isBlank()) {
            return text;
        }
        return node instanceof Labeled labeled ? Objects.toString(labeled.getText(), "") : "";
    }

    private static List<String> columnsWithoutName(List<Node> controls) {
        List<String> nameless = new ArrayList<>();
        for (Node control : controls) {
            if (control instanceof TableView<?> table) {
                for (TableColumn<?, ?> column : table.getColumns()) {
                    if (column.isVisible() && (column.getText() == null || column.getText().isBlank())) {
                        nameless.add(table.getId() + "." + column.getId());
                    }
                }
            }
        }
        return nameless;
    }

    private static Map<String, List<String>> sharedMnemonics(List<Node> controls) {
        Map<String, List<String>> uses = new HashMap<>();
        for (Node control : controls) {
            if (control instanceof Labeled button && button.isMnemonicParsing() && !button.isDisabled()
                    && button.getText() != null && button.getText().matches("(?s).*_[^_].*")) {
                int mark = button.getText().indexOf('_');
                uses.computeIfAbsent(button.getText().substring(mark + 1, mark + 2).toUpperCase(Locale.ROOT),
                        letter -> new ArrayList<>()).add(button.getText());
            }
        }
        uses.values().removeIf(texts -> texts.size() < 2);
        return uses;
    }

    /** Presses Tab until it comes round, and tells what it left out. */
    private static List<Node> unreachable(List<Node> controls) {
        List<Node> missing = new ArrayList<>();
        Set<Node> reached = new LinkedHashSet<>();
        Node first = controls.stream().filter(AccessibilityTest::takesKeyboard).findFirst().orElseThrow();
        first.requestFocus();
        for (int i = 0; i <= 2 * controls.size(); i++) {
            Node owner = first.getScene().getFocusOwner();
            if (owner == null || !reached.add(owner)) {
                break;
            }
            owner.requestFocusTraversal(TraversalDirection.NEXT);
        }
        for (Node control : controls) {
            if (takesKeyboard(control) && !reached.contains(control) && !(control instanceof ListView)) {
                missing.add(control);
            }
        }
        return missing;
    }

    private static boolean takesKeyboard(Node control) {
        return control.isFocusTraversable() && !control.isDisabled();
    }
}
