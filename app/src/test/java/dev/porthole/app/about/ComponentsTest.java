package dev.porthole.app.about;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComponentsTest {

    private final Components components = new Components();

    /** Maven wrote down what it ships: names of files, with their versions. */
    @Test
    void everythingThatIsShippedIsNamedAndNothingElse() throws IOException {
        Set<String> shipped = new TreeSet<>();
        for (String path : Files.readString(Path.of("target/shipped.txt")).strip().split(File.pathSeparator)) {
            // What is built beside is a folder here.
            if (path.endsWith(".jar")) {
                shipped.add(Path.of(path).getFileName().toString());
            }
        }
        List<String> named = components.all().stream().flatMap(one -> one.artifacts().stream()).toList();
        assertThat(shipped).isNotEmpty().allSatisfy(file -> assertThat(named).anyMatch(file::startsWith));
        assertThat(named.stream().filter(name -> !name.equals("server-core")))
                .allSatisfy(name -> assertThat(shipped).anyMatch(file -> file.startsWith(name)));
    }

    @Test
    void everyFontHasItsLicence() throws IOException {
        try (Stream<Path> fonts = Files.list(Path.of("../src-fxml/dev/porthole/app/fonts"))) {
            Set<String> named = new TreeSet<>();
            components.all().forEach(one -> named.add(one.name().replace(" ", "")));
            assertThat(fonts.map(font -> font.getFileName().toString().split("-")[0])).isSubsetOf(named);
        }
    }

    @Test
    void everyTextIsThereAndSpeaksOfItsLicence() {
        for (Component component : components.all()) {
            String text = components.text(component);
            assertThat(text).as(component.name()).hasSizeGreaterThan(900);
            String word = component.licence().startsWith("Apache") ? "Apache License"
                    : component.licence().startsWith("GPL") ? "CLASSPATH" : component.licence().equals("MIT")
                            ? "MIT License" : component.licence().startsWith("BSD") ? "BSD License"
                                    : component.licence().startsWith("CC0") ? "BSD 2-Clause License"
                                    : "SIL OPEN FONT LICENSE";
            assertThat(text).as(component.name()).contains(word);
        }
    }

    @Test
    void versionsAreFilledIn() {
        assertThat(new VersionInformation(components).text()).doesNotContain("${").contains("Netty: 4.", "Transport: ");
        assertThat(components.all()).extracting(Component::version).noneMatch(version -> version.contains("$"));
    }
}
