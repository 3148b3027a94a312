package dev.porthole.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;

/** Whether the sheet of keys tells the truth. */
class KeyTest {

    private static final Path CODE = Path.of("src/main/java");

    /** Who handles keys, and where in the window that is. Whoever begins to is added, its keys to {@link Key}. */
    private static final Map<String, KeyArea> HANDLERS = Map.ofEntries(
            Map.entry("SidebarController", KeyArea.SITES),
            Map.entry("SiteNameField", KeyArea.SITES),
            Map.entry("SiteReorder", KeyArea.SITES),
            Map.entry("StripController", KeyArea.STRIP),
            Map.entry("FollowGestures", KeyArea.REQUESTS),
            Map.entry("RowKeys", KeyArea.REQUESTS),
            Map.entry("RowMenu", KeyArea.REQUESTS),
            Map.entry("RowSelection", KeyArea.REQUESTS),
            Map.entry("FilterController", KeyArea.FILTER),
            Map.entry("PagesController", KeyArea.PAGES),
            Map.entry("ChartView", KeyArea.CHARTS),
            Map.entry("ChartsController", KeyArea.CHARTS),
            Map.entry("LoopController", KeyArea.LOOP),
            Map.entry("HeadView", KeyArea.HEAD),
            Map.entry("LabController", KeyArea.LAB),
            Map.entry("ConnectionsController", KeyArea.CONNECTIONS),
            Map.entry("ConnectionDetailsController", KeyArea.CONNECTIONS));

    private static final Pattern HANDLED = Pattern.compile("\\bKeyCode\\.([A-Z_0-9]+)|\\bcase ([A-Z_0-9, ]+) ->");
    private static final Pattern COMBINED = Pattern.compile("keyCombination\\(\"([^\"]+)\"\\)");

    @Test
    void everyKeyThatIsHandledSomewhereIsOnTheSheet() throws IOException {
        Map<KeyArea, Set<String>> handled = new HashMap<>();
        for (Path file : handlers()) {
            String name = file.getFileName().toString().replace(".java", "");
            assertThat(HANDLERS).as("who handles keys").containsKey(name);
            handled.computeIfAbsent(HANDLERS.get(name), area -> new TreeSet<>()).addAll(keys(Files.readString(file)));
        }
        Map<KeyArea, Set<String>> listed = Arrays.stream(Key.values()).filter(key -> key.area() != KeyArea.WINDOW)
                .collect(Collectors.groupingBy(Key::area, Collectors.flatMapping(
                        key -> key.combinations().stream().map(KeyTest::plain),
                        Collectors.toCollection(TreeSet::new))));
        assertThat(listed).isEqualTo(handled);
    }

    @Test
    void noKeyDoesTwoThingsInOnePlace() {
        for (KeyArea area : KeyArea.values()) {
            assertThat(Arrays.stream(Key.values()).filter(key -> key.area() == area)
                    .filter(key -> key.area() != KeyArea.STRIP)
                    .flatMap(key -> key.combinations().stream())).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyKeyAndPlaceHasWordsAndALabel() {
        Messages messages = new Messages();
        for (Key key : Key.values()) {
            assertThat(messages.has(key.text())).as(key.text()).isTrue();
            assertThat(key.label()).isNotBlank();
        }
        for (KeyArea area : KeyArea.values()) {
            assertThat(messages.has(area.text())).as(area.text()).isTrue();
        }
    }

    @Test
    void labelsAreWhatIsWrittenOnTheKeys() {
        assertThat(Key.GUIDE.label()).isEqualTo("F1");
        assertThat(Key.READ.label()).isEqualTo("↑, Page Up, Home");
        assertThat(Key.PREVIOUS_PART.label()).endsWith("F6");
    }

    private static List<Path> handlers() throws IOException {
        try (Stream<Path> files = Files.walk(CODE)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> read(file)
                            .matches("(?s).*import javafx\\.scene\\.input\\.Key(Event|Code|Combination);.*"))
                    // A panel only looks where the toolkit's own Tab has gone.
                    .filter(file -> !file.endsWith("Key.java") && !file.endsWith("Overlay.java")).toList();
        }
    }

    private static Set<String> keys(String code) {
        Set<String> keys = new TreeSet<>();
        HANDLED.matcher(code).results().map(KeyTest::names).forEach(names -> {
            for (String name : names.split(",")) {
                if (isKey(name.strip())) {
                    keys.add(name.strip());
                }
            }
        });
        COMBINED.matcher(code).results().map(found -> KeyCombination.keyCombination(found.group(1)))
                .map(KeyTest::plain).forEach(keys::add);
        return keys;
    }

    private static String names(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static boolean isKey(String name) {
        return Arrays.stream(KeyCode.values()).anyMatch(code -> code.name().equals(name));
    }

    /** A combination as the code would call it: alone by the constant of its key, or else as written. */
    private static String plain(KeyCombination keys) {
        String name = keys.getName();
        return name.contains("+") ? name : keys.getName().toUpperCase(Locale.ROOT).replace(' ', '_')
                .replaceFirst("^ESC$", "ESCAPE").replaceFirst("^(\\d)$", "DIGIT$1");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
