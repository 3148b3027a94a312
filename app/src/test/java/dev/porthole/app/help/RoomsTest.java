package dev.porthole.app.help;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Whether the picture of the rooms is true: what it says to the eye it also says in attributes, read here. */
class RoomsTest {

    private static final Path PICTURE = Path.of("../src-fxml/dev/porthole/app/guide/pictures/rooms.svg");
    private static final String SERVER = "dev.porthole.server";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.porthole");

    @Test
    void everyArrowIsInTheCode() throws IOException {
        Document picture = picture();
        Map<String, List<String>> rooms = rooms(picture);
        Set<String> used = uses();
        for (Arrow arrow : arrows(picture)) {
            assertThat(rooms).containsKeys(arrow.from(), arrow.to());
            assertThat(rooms.get(arrow.from()).stream()
                    .flatMap(from -> rooms.get(arrow.to()).stream().map(to -> from + " -> " + to))
                    .filter(used::contains)).as(arrow.toString()).isNotEmpty();
        }
    }

    @Test
    void theServerHasNoOtherRoomsAndNoOtherArrows() throws IOException {
        Document picture = picture();
        Map<String, List<String>> rooms = rooms(picture);
        Set<String> drawn = new TreeSet<>();
        for (Arrow arrow : arrows(picture)) {
            drawn.add(rooms.get(arrow.from()).getFirst() + " -> " + rooms.get(arrow.to()).getFirst());
        }
        Set<String> there = uses().stream()
                .filter(use -> use.startsWith(SERVER)).collect(Collectors.toCollection(TreeSet::new));
        drawn.removeIf(use -> !use.startsWith(SERVER));
        assertThat(drawn).isEqualTo(there);
        Set<String> packages = CODE.stream().map(each -> each.getPackageName())
                .filter(name -> name.startsWith(SERVER)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rooms.values().stream().flatMap(List::stream).filter(name -> name.startsWith(SERVER)))
                .containsExactlyInAnyOrderElementsOf(packages);
    }

    private static Set<String> uses() {
        return CODE.stream()
                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .filter(use -> use.getTargetClass().getPackageName().startsWith("dev.porthole"))
                .filter(use -> !use.getTargetClass().getPackageName().equals(use.getOriginClass().getPackageName()))
                .map(use -> use.getOriginClass().getPackageName() + " -> " + use.getTargetClass().getPackageName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One at a frame is many: one from, or to, each room in it. */
    private static List<Arrow> arrows(Document picture) {
        return picture.select("path.uses").stream()
                .flatMap(arrow -> Stream.of(arrow.attr("data-from").split(" "))
                        .flatMap(from -> Stream.of(arrow.attr("data-to").split(" ")).map(to -> new Arrow(from, to))))
                .toList();
    }

    private record Arrow(String from, String to) {}

    private static Map<String, List<String>> rooms(Document picture) {
        return picture.select("g[data-packages]").stream()
                .collect(toMap(Element::id, room -> List.of(room.attr("data-packages").split(" "))));
    }

    private static Document picture() throws IOException {
        return Jsoup.parse(PICTURE.toFile(), "UTF-8", "", org.jsoup.parser.Parser.xmlParser());
    }
}
