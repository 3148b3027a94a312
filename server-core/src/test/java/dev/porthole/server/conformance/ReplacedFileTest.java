package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.coding.Decoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Content is replaced by other content of the same size and date, in every way there is: the old tag never stands for
 * it, from the next request on, in whatever form the file is sent.
 */
class ReplacedFileTest {

    private static final int ROUNDS = 3;
    private static final int ASKED_BEFORE = 3;

    @RegisterExtension
    static final Site PLAIN = Site.serving(ServedFolder::letters);

    @RegisterExtension
    static final Site EVERY_FORM = Site.serving(ServedFolder::letters)
            .with(SiteOptions.DEFAULT.withLiveReload(true).withCompress(true));

    private static final List<List<String>> FORMS = List.of(
            List.of(),
            List.of("Accept-Encoding: br"),
            List.of("Accept-Encoding: gzip"),
            List.of("Sec-Fetch-Dest: document"),
            List.of("Sec-Fetch-Dest: document", "Accept-Encoding: br"));

    /** How other content comes to be at the place; it is as long and as old as the content before. */
    enum Way {
        WRITTEN {
            @Override
            void replace(ServedFolder folder, Path place, byte[] content) throws IOException {
                Files.write(place, content);
                ServedFolder.age(place);
            }
        },
        WRITTEN_IN_PLACE {
            @Override
            void replace(ServedFolder folder, Path place, byte[] content) throws IOException {
                Files.write(place, content, StandardOpenOption.WRITE);
                ServedFolder.age(place);
            }
        },
        WRITTEN_WITH_THE_TIME_OF_THE_MOMENT {
            @Override
            void replace(ServedFolder folder, Path place, byte[] content) throws IOException {
                Files.write(place, content);
            }
        },
        WRITTEN_UNDER_ANOTHER_NAME {
            @Override
            void replace(ServedFolder folder, Path place, byte[] content) throws IOException {
                Path other = folder.outside("other");
                Files.deleteIfExists(other);
                Files.createLink(other, place);
                Files.write(other, content);
                ServedFolder.age(other);
            }
        },
        COPIED_WITH_ITS_DATE {
            @Override
            void replace(ServedFolder folder, Path place, byte[] content) throws Exception {
                run("cp", "-p", folder.file("other", content).toString(), place.toString());
            }
        },
        COPIED_OVER_A_REMOVED_ONE {
            @Override
            void replace(ServedFolder folder, Path place, byte[] content) throws Exception {
                run("cp", "-p", "--remove-destination", folder.file("other", content).toString(), place.toString());
            }
        },
        DELETED_AND_MADE_ANEW {
            @Override
            void replace(ServedFolder folder, Path place, byte[] content) throws IOException {
                Files.delete(place);
                Files.write(place, content);
                ServedFolder.age(place);
            }
        },
        RENAMED {
            @Override
            void replace(ServedFolder folder, Path place, byte[] content) throws IOException {
                Files.move(folder.file("other", content), place, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        SWAPPED {
            @Override
            void replace(ServedFolder folder, Path place, byte[] content) throws IOException {
                Path other = folder.file("other", content);
                Path third = folder.path("third");
                Files.move(place, third, StandardCopyOption.ATOMIC_MOVE);
                Files.move(other, place, StandardCopyOption.ATOMIC_MOVE);
                Files.move(third, other, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        HARD_LINKED {
            @Override
            void replace(ServedFolder folder, Path place, byte[] content) throws IOException {
                Path other = folder.outside("linked");
                Files.deleteIfExists(other);
                Files.write(other, content);
                ServedFolder.age(other);
                Files.delete(place);
                Files.createLink(place, other);
            }
        },
        SYMBOLICALLY_LINKED {
            @Override
            void replace(ServedFolder folder, Path place, byte[] content) throws IOException {
                Path other = folder.file((content[3] & 1) + "/content", content);
                Files.delete(place);
                Files.createSymbolicLink(place, other);
            }
        },
        SYMBOLICALLY_LINKED_BY_RENAME {
            @Override
            void replace(ServedFolder folder, Path place, byte[] content) throws IOException {
                Path other = folder.file((content[3] & 1) + "/content", content);
                Files.createSymbolicLink(folder.path("link"), other);
                Files.move(folder.path("link"), place, StandardCopyOption.ATOMIC_MOVE);
            }
        };

        abstract void replace(ServedFolder folder, Path place, byte[] content) throws Exception;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static String content(int round) {
        return "<p>" + (char) ('a' + round) + "the same size each time. ".repeat(100);
    }

    private static String text(RawResponse answer) throws IOException {
        byte[] body = answer.has("Content-Encoding")
                ? Decoding.decode(answer.header("Content-Encoding"), answer.body()) : answer.body();
        return new String(body, UTF_8);
    }

    /** Long enough asked for to be in memory; with its tag. */
    private static String tag(Site site, String target, List<String> form) throws IOException {
        site.strongTag(target);
        String tag = "";
        for (int i = 0; i < ASKED_BEFORE; i++) {
            tag = site.get(target, form.toArray(String[]::new)).hasStatus(200).header("ETag");
        }
        return tag;
    }

    private static void check(Site site, Way way, List<List<String>> forms) throws Exception {
        String target = "/page.html";
        Path place = site.folder().path("page.html");
        Files.deleteIfExists(place);
        site.folder().file("page.html", content(0));
        Map<String, String> vouched = new HashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            String before = content(round - 1);
            Map<List<String>, String> tags = new HashMap<>();
            for (List<String> form : forms) {
                String tag = tag(site, target, form);
                assertThat(vouched.merge(tag, before, (old, now) -> old)).as("vouched for by %s", tag)
                        .isEqualTo(before);
                tags.put(form, tag);
            }
            String now = content(round);
            way.replace(site.folder(), place, now.getBytes(UTF_8));
            for (int again = 0; again < 2; again++) {
                for (Map.Entry<List<String>, String> each : tags.entrySet()) {
                    List<String> lines = new ArrayList<>(each.getKey());
                    lines.add("If-None-Match: " + each.getValue());
                    RawResponse answer = site.get(target, lines.toArray(String[]::new)).hasStatus(200);
                    assertThat(text(answer)).startsWith(now);
                    assertThat(answer.values("ETag")).doesNotContain(each.getValue());
                }
                // The second time, once it has a tag of its own.
                site.strongTag(target);
            }
        }
    }

    @ParameterizedTest
    @DisplayName("sem.etag-never-lies: content of the same size and date comes to be there")
    @EnumSource(Way.class)
    void theOldTagNeverStandsForOtherContent(Way way) throws Exception {
        check(PLAIN, way, List.of(List.of()));
    }

    @ParameterizedTest
    @DisplayName("sem.etag-never-lies: the same with live reload and compression")
    @EnumSource(Way.class)
    void neitherInAnyOtherForm(Way way) throws Exception {
        check(EVERY_FORM, way, FORMS);
    }
}
