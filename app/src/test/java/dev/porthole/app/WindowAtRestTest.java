package dev.porthole.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/** What nobody asked for does not happen: no animation that nobody sees, no restart of a server by the way. */
class WindowAtRestTest extends RealWindow {

    /** Longer than the pause between two pulses, shorter than the second after which the uptime changes. */
    private static final Duration REST = Duration.ofMillis(400);

    @Test
    void rests() throws Exception {
        serve();
        awaitRest();
        get("/");
        awaitRows(1);
        awaitRest();
        select(0);
        awaitRest();
    }

    @Test
    void theEndOfThePathStaysInSightWhereverTheKeyboardGoes() throws Exception {
        serve();
        TextField folder = find("#folder", TextField.class);
        Await.until("the caret is at the end", () -> onFx(() -> folder.getCaretPosition() == folder.getLength()));
        for (String next : List.of("#filter", "#port", "#folder", "#filter")) {
            onFx(() -> {
                find(next, TextField.class).requestFocus();
                return true;
            });
        }
        Await.until("the caret is there again", () -> onFx(() -> folder.getCaretPosition() == folder.getLength()));
        onFx(() -> {
            find("#start", Node.class).requestFocus();
            return true;
        });
        awaitRest();
        assertThat(onFx(folder::getCaretPosition)).isEqualTo(root.toString().length());
    }

    @Test
    void aButtonInAFieldDoesNotRestartTheServer() throws Exception {
        serve();
        URI site = URI.create(address());
        try (Socket kept = new Socket(site.getHost(), site.getPort())) {
            kept.setSoTimeout(10_000);
            kept.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(kept.getInputStream().readNBytes(8)).asString(US_ASCII).isEqualTo("HTTP/1.1");
            fire("#recent");
            fire("#portUp");
            fire("#portDown");
            kept.getOutputStream().write("GET /2 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            awaitRows(2);
        }
    }

    private void awaitRest() {
        AtomicLong last = new AtomicLong(System.nanoTime());
        Runnable pulse = () -> last.set(System.nanoTime());
        onFx(() -> {
            scene().addPostLayoutPulseListener(pulse);
            return true;
        });
        Await.until("no pulse for " + REST, () -> System.nanoTime() - last.get() > REST.toNanos());
        onFx(() -> {
            scene().removePostLayoutPulseListener(pulse);
            return true;
        });
    }
}
