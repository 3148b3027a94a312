package dev.porthole.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedFileTest {

    @TempDir
    Path folder;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private ServedFile file;

    @BeforeEach
    void open() throws Exception {
        file = ServedFile.open(Files.write(folder.resolve("file"), new byte[1 << 20]).toRealPath());
    }

    @Test
    void whoMustNotWaitLetsOthersClose() {
        file.closeOn(tasks::add);
        assertThat(file.channel().isOpen()).as("open until another thread has closed it").isTrue();
        tasks.remove().run();
        assertThat(file.channel().isOpen()).isFalse();
    }

    @Test
    void onlyTheLastUserCloses() {
        ServedFile shared = file.share().orElseThrow();
        file.closeOn(tasks::add);
        file.closeOn(tasks::add);
        assertThat(tasks).isEmpty();
        assertThat(shared.channel().isOpen()).isTrue();
        shared.closeOn(tasks::add);
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(shared.channel().isOpen()).isFalse();
        assertThat(shared.share()).isEmpty();
    }

    @Test
    void aFileIsClosedEvenWhenNobodyElseWill() {
        Executor stopped = task -> {
            throw new RejectedExecutionException();
        };
        file.closeOn(stopped);
        assertThat(file.channel().isOpen()).isFalse();
    }
}
