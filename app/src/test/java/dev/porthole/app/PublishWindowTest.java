package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the options of a site offer for taking it online. */
class PublishWindowTest extends RealWindow {

    @Test
    void theConfigurationOfTheSelectedSiteIsSaved() throws Exception {
        serve();
        Path file = temp.resolve("site.caddyfile");
        desktop.nextFile = Optional.of(file);
        fire("#optionsButton");
        Await.until("the options are shown", () -> onFx(() -> shown("#forCaddy")));
        fire("#forCaddy");
        Await.until("the file is there", () -> Files.exists(file));
        assertThat(Files.readString(file)).contains(root.toRealPath().toString()).contains("file_server");
    }
}
