package dev.porthole.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class MemoryFileTest {

    private static final byte[] CONTENT = "some content".getBytes(StandardCharsets.US_ASCII);

    private final Semaphore descriptors = new Semaphore(1);

    private MemoryFile copy() {
        return MemoryFile.copyOf(CONTENT, descriptors).orElseThrow();
    }

    @Test
    void itHasTheContent() throws Exception {
        MemoryFile file = copy();
        ByteBuffer read = ByteBuffer.allocate(100);
        assertThat(file.channel().read(read, 0)).isEqualTo(CONTENT.length);
        assertThat(read.flip()).isEqualTo(ByteBuffer.wrap(CONTENT));
        file.release();
    }

    @Test
    void theLastUserClosesIt() {
        MemoryFile file = copy();
        assertThat(file.retain()).isTrue();
        file.release();
        assertThat(file.channel().isOpen()).isTrue();
        file.release();
        assertThat(file.channel().isOpen()).isFalse();
        assertThat(file.retain()).as("used after its end").isFalse();
    }

    @Test
    void thereAreNoMoreThanAllowedUntilOneIsClosed() {
        MemoryFile first = copy();
        assertThat(MemoryFile.copyOf(CONTENT, descriptors)).isEmpty();
        first.release();
        copy().release();
    }
}
