package dev.porthole.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

/** Whether text can be read on everything it stands on, in each theme (WCAG 2.2, 1.4.3 and 1.4.6). */
class ContrastTest {

    private static final Path VIEWS = Path.of("../src-fxml/dev/porthole/app");
    private static final Pattern COLOUR = Pattern.compile("(-ph-[a-z-]+): (#[0-9a-f]{6}|rgba\\([^)]*\\));");
    private static final Pattern USED = Pattern.compile("-ph-[a-z-]+");
    private static final Pattern TEXT = Pattern.compile("(?:-fx-text-fill|-color-button-fg): ([^;]+);");
    private static final double READABLE = 4.5;
    private static final double HIGH = 7;

    /** Each colour of text, and everything it stands on. */
    private static final Map<String, List<String>> TEXTS = texts();

    @Test
    void textIsReadableInEveryTheme() throws IOException {
        assertThat(tooWeak("light.css", READABLE)).isEmpty();
        assertThat(tooWeak("dark.css", READABLE)).isEmpty();
    }

    @Test
    void highContrastIsHigh() throws IOException {
        assertThat(tooWeak("contrast-light.css", HIGH)).isEmpty();
        assertThat(tooWeak("contrast-dark.css", HIGH)).isEmpty();
    }

    @Test
    void everyThemeHasEveryColour() throws IOException {
        Set<String> names = colours("light.css").keySet();
        for (String theme : List.of("dark.css", "contrast-light.css", "contrast-dark.css")) {
            assertThat(colours(theme).keySet()).as(theme).isEqualTo(names);
        }
        Set<String> used = new TreeSet<>();
        for (Path sheet : sheets()) {
            USED.matcher(Files.readString(sheet)).results().map(MatchResult::group).forEach(used::add);
        }
        assertThat(names).containsAll(used);
    }

    @Test
    void textHasOnlyColoursWhoseContrastIsTested() throws IOException {
        for (Path sheet : sheets()) {
            assertThat(TEXT.matcher(Files.readString(sheet)).results().map(found -> found.group(1)))
                    .as(sheet.toString()).isSubsetOf(TEXTS.keySet());
        }
    }

    private static Map<String, List<String>> texts() {
        List<String> plain = List.of(
                "-ph-ground", "-ph-side", "-ph-panel", "-ph-button", "-ph-button-hover", "-ph-selected");
        List<String> soft = List.of("-ph-accent-soft", "-ph-attention-soft", "-ph-danger-soft");
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put("-ph-text", Stream.concat(plain.stream(), soft.stream()).toList());
        texts.put("-ph-quiet", plain);
        texts.put("-ph-accent", Stream.concat(plain.stream(), Stream.of("-ph-accent-soft")).toList());
        for (String kind : List.of("-ph-success", "-ph-attention", "-ph-danger", "-ph-done")) {
            texts.put(kind, List.of("-ph-ground", "-ph-panel", "-ph-selected", kind + "-soft"));
        }
        texts.put("-ph-on-strong", List.of("-ph-accent-strong", "-ph-danger-strong"));
        return texts;
    }

    private static List<String> tooWeak(String theme, double needed) throws IOException {
        Map<String, Color> colours = colours(theme);
        List<String> weak = new ArrayList<>();
        TEXTS.forEach((text, grounds) -> grounds.forEach(ground -> {
            double contrast = contrast(
                    Objects.requireNonNull(colours.get(text), text),
                    Objects.requireNonNull(colours.get(ground), ground));
            if (contrast < needed) {
                weak.add("%s on %s: %.2f".formatted(text, ground, contrast));
            }
        }));
        return weak;
    }

    private static Map<String, Color> colours(String theme) throws IOException {
        Map<String, Color> colours = new LinkedHashMap<>();
        COLOUR.matcher(Files.readString(VIEWS.resolve(theme))).results()
                .forEach(found -> colours.put(found.group(1), Color.web(found.group(2))));
        return colours;
    }

    private static List<Path> sheets() throws IOException {
        try (Stream<Path> files = Files.list(VIEWS)) {
            return files.filter(file -> file.toString().endsWith(".css")).toList();
        }
    }

    private static double contrast(Color one, Color other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
