package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.platform.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnLayoutTest {

    @TempDir Path folder;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        writer.shutdownNow();
    }

    @Test
    void whatTheUserDecidesIsRemembered() {
        SettingsFile file = file();
        ColumnLayout layout = new ColumnLayout(file);
        List<RequestColumn> moved = new ArrayList<>(layout.order());
        moved.addFirst(moved.removeLast());
        layout.setOrder(moved);
        layout.setShown(RequestColumn.HOST, true);
        layout.setShown(RequestColumn.TYPE, false);
        layout.setWidth(RequestColumn.PATH, 301.6);
        file.flush();

        ColumnLayout again = new ColumnLayout(file());
        assertThat(again.order()).isEqualTo(moved);
        assertThat(again.shown(RequestColumn.HOST)).hasValue(true);
        assertThat(again.shown(RequestColumn.TYPE)).hasValue(false);
        assertThat(again.shown(RequestColumn.PATH)).isEmpty();
        assertThat(again.width(RequestColumn.PATH)).hasValue(302);

        again.reset();
        assertThat(again.order()).containsExactly(RequestColumn.values());
        assertThat(again.shown(RequestColumn.HOST)).isEmpty();
        assertThat(again.width(RequestColumn.PATH)).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsAsIfNothingHadBeenDecided() throws IOException {
        Files.writeString(folder.resolve("settings.properties"), """
                requests.columns=took,nonsense,,path,took
                requests.column.path.width=wide
                requests.column.sent.width=3
                requests.column.host.shown=perhaps
                """);
        ColumnLayout layout = new ColumnLayout(file());
        assertThat(layout.order()).hasSize(RequestColumn.values().length).doesNotHaveDuplicates()
                .containsSubsequence(RequestColumn.TOOK, RequestColumn.BAR, RequestColumn.PATH, RequestColumn.STATUS);
        assertThat(layout.width(RequestColumn.PATH)).isEmpty();
        assertThat(layout.width(RequestColumn.SENT)).isEmpty();
        assertThat(layout.shown(RequestColumn.HOST)).isEmpty();
    }

    private SettingsFile file() {
        return new SettingsFile(folder, writer, problem -> { });
    }
}
