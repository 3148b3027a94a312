package dev.porthole.server.conformance;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.conditions.Conditions;
import dev.porthole.server.conditions.NetworkProfile;
import dev.porthole.server.hosting.HeaderRule;
import java.time.Duration;
import java.util.List;

/**
 * With which options the tests of the protocol run: those that a test asks for, or, by
 * {@code -Dporthole.options=every}, every other one as well that leaves the answers to be what HTTP says. What
 * changes which file is meant (one page for all paths, addresses without endings) has tests of its own, and so has
 * CORS, which every answer here is looked at for.
 */
final class OptionsUnderTest {

    private static final boolean EVERY = System.getProperty("porthole.options", "").equals("every");
    private static final long FAST = 10_000_000_000L;

    private OptionsUnderTest() {}

    /** The options of a test, and all others if they are under test. */
    static SiteOptions on(SiteOptions options) {
        return EVERY
                ? options.withLiveReload(true).withCompress(true).withRules(options.rules()
                        .withIsolated(true)
                        .withEncodedFiles(true)
                        .withHeaders(List.of(new HeaderRule("/*", "X-Own", "yes"))))
                : options;
    }

    /** Sends everything through a network profile that is too fast to be felt, if every option is under test. */
    static void on(Conditions conditions) {
        if (EVERY) {
            conditions.throttle(NetworkProfile.custom(FAST, FAST, Duration.ofMillis(1)));
        }
    }
}
