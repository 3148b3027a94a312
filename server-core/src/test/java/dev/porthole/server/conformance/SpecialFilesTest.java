package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Things in the folder that are not files, and links to them. */
class SpecialFilesTest {

    /** More than Linux follows on one way (path_resolution(7)). */
    private static final int LINKS = 45;

    @RegisterExtension
    static final Site SITE = Site.serving(ServedFolder::letters);

    @Test
    @DisplayName("path.device")
    void aDeviceIsNotRead() throws Exception {
        Path device = SITE.folder().path("zero");
        Process made = new ProcessBuilder("mknod", device.toString(), "c", "1", "5")
                .redirectErrorStream(true).start();
        if (!made.waitFor(10, TimeUnit.SECONDS) || made.exitValue() != 0) {
            abort("whoever runs this may not make devices");
        }
        SITE.get("/zero").hasStatus(403);
        SITE.get("/zero", "Range: bytes=0-9").hasStatus(403);
        SITE.folder().link("to-zero", device);
        SITE.get("/to-zero").hasStatus(403);
    }

    @Test
    @DisplayName("path.symlink-chain")
    void aChainOfLinksIsFollowedAsFarAsTheSystemDoes() throws Exception {
        Path last = SITE.folder().letters();
        for (int i = 0; i < LINKS; i++) {
            last = SITE.folder().link("chain-" + i, last);
        }
        assertThat(SITE.get("/chain-9").hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
        SITE.get("/chain-" + (LINKS - 1)).hasStatusIn(200, 403, 404);
        SITE.get("/chain-" + (LINKS - 1) + "/x").hasStatusIn(403, 404);
    }

    @Test
    @DisplayName("path.fifo: in the place of a file, between looking and opening")
    void aPipeThatTakesAFilesPlaceHangsNobody() throws Exception {
        Path file = SITE.folder().file("aside/file", "content");
        Path pipe = SITE.folder().fifo("aside/pipe");
        Path place = SITE.folder().file("flipping.txt", "content");
        Path next = SITE.folder().path("aside/next");
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Integer> flipping = CompletableFuture.supplyAsync(() -> {
            int flips = 0;
            try {
                for (; !stop.get(); flips++) {
                    Files.createLink(next, flips % 2 == 0 ? pipe : file);
                    Files.move(next, place, StandardCopyOption.REPLACE_EXISTING);
                    begun.countDown();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return flips;
        });
        try (RawClient client = SITE.connect()) {
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 600; i++) {
                client.send(SITE.request("GET", "/flipping.txt?" + i));
                client.read().hasStatusIn(200, 403, 404, 500);
            }
        } finally {
            stop.set(true);
        }
        assertThat(flipping.get(10, TimeUnit.SECONDS)).isPositive();
        SITE.get("/letters.txt").hasStatus(200);
    }
}
