package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/** A window that nobody uses does nothing: no animation goes on that nobody sees. */
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
