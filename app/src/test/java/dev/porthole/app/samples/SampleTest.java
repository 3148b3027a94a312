package dev.porthole.app.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.check.Finding;
import dev.porthole.app.check.SiteCheck;
import dev.porthole.app.platform.BundledFolder;
import dev.porthole.app.text.Language;
import dev.porthole.server.SiteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTest {

    @TempDir Path temp;

    @ParameterizedTest
    @EnumSource
    void hasItsPageInEveryLanguage(Sample sample) throws IOException {
        Path folder = unpack(sample);
        for (Language language : Language.values()) {
            assertThat(Files.readString(folder.resolve(sample.page(language)))).contains("<meta charset=\"utf-8\">");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "BROKEN", mode = EnumSource.Mode.EXCLUDE)
    void siteCheckFindsNothingInTheGoodOnes(Sample sample) throws IOException {
        assertThat(findings(sample)).isEmpty();
    }

    @Test
    void siteCheckFindsOneFaultOfEachKindInTheBroken() throws IOException {
        Set<Finding.Kind> promised = EnumSet.complementOf(EnumSet.of(
                Finding.Kind.SEEN_404, Finding.Kind.UNREADABLE, Finding.Kind.OUTSIDE_BASE));
        assertThat(findings(Sample.BROKEN).stream().map(Finding::kind).collect(Collectors.toSet()))
                .containsAll(promised);
    }

    /** Nothing may be fetched from elsewhere: they are for a room without a network. The broken one says so. */
    @ParameterizedTest
    @EnumSource(names = "BROKEN", mode = EnumSource.Mode.EXCLUDE)
    void needNoNetwork(Sample sample) throws IOException {
        Path folder = unpack(sample);
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(one -> one.toString().matches(".*\\.(html|css|js|json)")).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("http:", "https:", "src=\"//");
            }
        }
    }

    private List<Finding> findings(Sample sample) throws IOException {
        return new SiteCheck(unpack(sample), SiteOptions.DEFAULT, (read, of) -> { }, () -> false).run().findings();
    }

    private Path unpack(Sample sample) throws IOException {
        return BundledFolder.read(sample.resource()).writeTo(temp.resolve(sample.name()));
    }
}
