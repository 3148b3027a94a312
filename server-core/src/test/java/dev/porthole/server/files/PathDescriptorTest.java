package dev.porthole.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathDescriptorTest {

    @TempDir
    Path folder;

    @Test
    void aFileIsOpenedToBeRead() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "content");
        try (OpenedFile opened = PathDescriptor.openRegular(file, false)) {
            ByteBuffer read = ByteBuffer.allocate(100);
            assertThat(opened.channel().read(read)).isEqualTo(7);
        }
    }

    @Test
    void aPipeIsRefusedWithoutWaitingForAWriter() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "only Linux can hold a path without opening it");
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        CompletableFuture<OpenedFile> opening = CompletableFuture.supplyAsync(() -> {
            try {
                return PathDescriptor.openRegular(pipe, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThatThrownBy(() -> opening.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(FileSystemException.class);
    }

    @Test
    void whatIsNotThereIsAnError() {
        assertThatThrownBy(() -> PathDescriptor.openRegular(folder.resolve("nothing"), false))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("nothing");
    }
}
