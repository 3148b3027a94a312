package dev.porthole.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/** The fields for folder and port do what is expected of them, and nothing by the way. */
class StripFieldsTest extends RealWindow {

    @Test
    void theEndOfThePathStaysInSightWhereverTheKeyboardGoes() throws Exception {
        serve();
        TextField folder = find("#folder", TextField.class);
        Await.until("the caret is at the end", () -> onFx(() -> folder.getCaretPosition() == folder.getLength()));
        for (String next : List.of("#filter", "#port", "#folder", "#filter")) {
            robot.interact(() -> find(next, Node.class).requestFocus());
        }
        Await.until("the caret is there again", () -> onFx(() -> folder.getCaretPosition() == folder.getLength()));
        robot.interact(() -> find("#start", Node.class).requestFocus());
        Await.until("and stays there", () -> onFx(() -> folder.getCaretPosition() == root.toString().length()));
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
}
