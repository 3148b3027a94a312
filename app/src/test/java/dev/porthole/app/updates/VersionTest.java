package dev.porthole.app.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    /** The order of semver.org, chapter 11, with numbers where letters would order them otherwise. */
    @Test
    void versionsComeInTheirOrder() {
        List<Version> inOrder = List.of(
                version("0.1.0-SNAPSHOT"), version("0.1.0"), version("v0.9.0"), version("0.9.10"), version("0.10.0"),
                version("1.0.0-1"), version("1.0.0-2"), version("1.0.0-11"), version("1.0.0-alpha"),
                version("1.0.0-alpha.1"), version("1.0.0-alpha.beta"), version("1.0.0-beta"), version("1.0.0-beta.2"),
                version("1.0.0-beta.11"), version("1.0.0-rc.1"), version("V1.0.0"), version("1.0.1"), version("1.1"),
                version("2.0"), version("10.0.0"));
        List<Version> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(1));
        Collections.sort(shuffled);
        assertThat(shuffled).isEqualTo(inOrder);
    }

    @Test
    void aLetterVAndWhatFollowsAPlusDoNotCount() {
        assertThat(version("v1.2.3+build.7")).isEqualTo(version("1.2.3")).isEqualByComparingTo(version("1.2.3"));
        assertThat(version("v1.2.3-rc.1+7")).hasToString("1.2.3-rc.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v", "1", "latest", "1.x", "1.2.3.4", "1.2.3-", "1.2.3-a..b", "-1.2.3", " 1.2.3",
        "1.2.3 ", "1.2.3\n", "1.9999999999", "release-1.2.3", "１.２.３"})
    void nothingElseIsAVersion(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }

    private static Version version(String text) {
        return Version.parse(text).orElseThrow();
    }
}
