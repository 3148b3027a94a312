package dev.porthole.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCacheTest {

    private static final int SIZE = 4 << 20;
    private static final long SOMEWHERE = 1 << 20;
    private static final int HOLE = 64 << 10;

    private Path path;
    private ServedFile file;

    /** In the build folder, which is more often on a disk than the one for temporary files. */
    @BeforeEach
    void write() throws IOException {
        path = Files.write(Files.createTempFile(Path.of("target"), "cold", ".bin"), new byte[SIZE]).toRealPath();
        file = ServedFile.open(path);
    }

    @AfterEach
    void delete() throws IOException {
        file.close();
        Files.delete(path);
    }

    @ParameterizedTest(name = "pages are counted: {0}")
    @ValueSource(booleans = {true, false})
    void aFileIsInMemoryOnceItWasRead(boolean counting) throws Throwable {
        PageCache cache = new PageCache(counting);
        Eviction.evict(path);
        assertThat(cache.holds(file, 0, SIZE)).as("evicted").isFalse();
        Eviction.evict(path);
        assertThat(cache.holds(file, SIZE - 1, 1)).as("its last byte").isFalse();
        Eviction.read(path);
        assertThat(cache.holds(file, 0, SIZE)).as("read").isTrue();
        assertThat(cache.holds(file, 1, 1)).as("a byte of it").isTrue();
        assertThat(cache.holds(file, SIZE - 1, 1)).as("its last byte").isTrue();
    }

    @ParameterizedTest(name = "pages are counted: {0}")
    @ValueSource(booleans = {true, false})
    void aHoleIsNotOverlooked(boolean counting) throws Throwable {
        PageCache cache = new PageCache(counting);
        Eviction.read(path);
        // Each time anew, because whoever looks at the hole makes the system fill it.
        Eviction.evict(path, SOMEWHERE, HOLE);
        assertThat(cache.holds(file, 0, SIZE)).as("with a hole").isFalse();
        Eviction.evict(path, SOMEWHERE, HOLE);
        assertThat(cache.holds(file, SOMEWHERE + HOLE - 1, HOLE)).as("beginning in the hole").isFalse();
        Eviction.evict(path, SOMEWHERE, HOLE);
        assertThat(cache.holds(file, SOMEWHERE - HOLE + 1, HOLE)).as("ending in the hole").isFalse();
        assertThat(cache.holds(file, 0, SOMEWHERE)).as("before the hole").isTrue();
        assertThat(cache.holds(file, SOMEWHERE + HOLE, SOMEWHERE)).as("after the hole").isTrue();
    }

    @ParameterizedTest(name = "pages are counted: {0}")
    @ValueSource(booleans = {true, false})
    void whatIsNotThereAnyMoreIsNotInMemory(boolean counting) throws Throwable {
        PageCache cache = new PageCache(counting);
        Eviction.evict(path);
        Files.write(path, new byte[HOLE]);
        assertThat(cache.holds(file, SOMEWHERE, HOLE)).isFalse();
        assertThat(cache.holds(file, 0, HOLE)).as("the new content").isTrue();
    }
}
