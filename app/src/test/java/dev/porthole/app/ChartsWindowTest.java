package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The charts in the real window: what can be pointed at, marked and saved. */
class ChartsWindowTest extends RealWindow {

    @BeforeEach
    void makeHistory() throws Exception {
        serve();
        get("");
        get("missing");
        fire("#chartsTab");
        Await.until("the charts are there", () -> onFx(() -> shown("#chart-REQUESTS")));
        Await.until("the requests are in the charts", () -> spoken("REQUESTS").contains("total 2"));
    }

    private String spoken(String chart) {
        return onFx(() -> Optional.ofNullable(find("#chart-" + chart, Node.class).getAccessibleText()).orElse(""));
    }

    private Region view() {
        return find(".charts", Region.class);
    }

    private void mouse(EventType<MouseEvent> type, double x, boolean down) {
        Point2D place = view().localToScene(x, 40);
        Event.fireEvent(view(), new MouseEvent(type, place.getX(), place.getY(), place.getX(), place.getY(),
                down || type == MouseEvent.MOUSE_RELEASED ? MouseButton.PRIMARY : MouseButton.NONE, 1,
                false, false, false, false, down, false, false, true, false, true, null));
    }

    private void key(KeyCode code, boolean shift) {
        onFx(() -> {
            Event.fireEvent(view(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false));
            return true;
        });
    }

    @Test
    void everyChartSaysItsNumbersAndTheTabTheRate() {
        assertThat(spoken("STATUS")).contains("2xx 1").contains("4xx 1");
        assertThat(spoken("CONNECTIONS")).startsWith("Open connections: now 1.");
        assertThat(spoken("LATENCY")).contains("p50").contains("max");
        assertThat(onFx(() -> text("#chartsCount"))).matches("\\d+/s");
        fire("#preferences");
        fire("#languageChinese");
        Await.until("the charts speak Chinese", () -> spoken("CONNECTIONS").startsWith("打开的连接"));
    }

    @Test
    void aSpanIsMarkedWithTheMouseAndNarrowsTheTable() {
        onFx(() -> {
            mouse(MouseEvent.MOUSE_MOVED, view().getWidth() / 2, false);
            return true;
        });
        Await.until("the moment is shown", () -> onFx(() -> shown("#chartMoment")));
        onFx(() -> {
            mouse(MouseEvent.MOUSE_PRESSED, 100, true);
            mouse(MouseEvent.MOUSE_DRAGGED, view().getWidth() - 20, true);
            mouse(MouseEvent.MOUSE_RELEASED, view().getWidth() - 20, false);
            return true;
        });
        Await.until("the span is told", () -> onFx(() -> text("#markedText").endsWith("2 requests")));
        assertThat(onFx(() -> view().getScene().getFocusOwner())).as("who gets the keys").isEqualTo(view());
        fire("#showMarked");
        Await.until("the table is shown, and filtered", () -> onFx(() -> shown("#requestsTable")
                && find("#filter", TextInputControl.class).getText().startsWith("time:2")));
    }

    @Test
    void theKeysGoFromSecondToSecondAndMarkASpan() {
        key(KeyCode.LEFT, false);
        Await.until("the last second is shown", () -> onFx(() -> shown("#chartMoment")));
        key(KeyCode.HOME, true);
        Await.until("everything is marked", () -> onFx(() -> text("#markedText").endsWith("2 requests")));
        key(KeyCode.ESCAPE, false);
        assertThat(onFx(() -> shown("#markedText"))).isFalse();
        key(KeyCode.ESCAPE, false);
        Await.until("nothing is pointed at", () -> onFx(() -> !shown("#chartMoment")));
    }

    @Test
    void theRangeIsChangedAtOnce() {
        fire("#lastTenMinutes");
        assertThat(spoken("REQUESTS")).contains("total 2");
        fire("#everything");
        assertThat(spoken("REQUESTS")).contains("total 2");
    }

    @Test
    void thePictureHasSomethingOnItAndTheTableEverySecond() throws Exception {
        onFx(() -> {
            view().getScene().getWindow().setWidth(640);
            view().getScene().getWindow().setHeight(480);
            return true;
        });
        Await.until("the window is small", () -> onFx(() -> view().getWidth() < 640));
        Path picture = temp.resolve("charts.png");
        desktop.nextFile = Optional.of(picture);
        fire("#savePicture");
        Await.until("the picture is told to be saved", () -> notice().startsWith("Saved as"));
        BufferedImage read = ImageIO.read(picture.toFile());
        assertThat(read.getWidth()).isEqualTo(2 * (int) Math.ceil(onFx(() -> view().getWidth())));
        assertThat(IntStream.range(0, read.getHeight())
                .flatMap(y -> IntStream.range(0, read.getWidth()).map(x -> read.getRGB(x, y)))
                .distinct().count()).isGreaterThan(20);

        desktop.nextFile = Optional.of(temp.resolve("numbers"));
        fire("#saveNumbers");
        Await.until("the table is there", () -> Files.exists(temp.resolve("numbers.csv"))
                && notice().endsWith("numbers.csv"));
        List<String> lines = Files.readAllLines(temp.resolve("numbers.csv"));
        assertThat(lines.getFirst()).startsWith("time,seconds,requests,");
        assertThat(lines.stream().skip(1).mapToInt(line -> Integer.parseInt(line.split(",")[2])).sum()).isEqualTo(2);

        fire("#saveNumbers");
        Await.until("what is there is not replaced unasked", () -> notice().contains("is there already"));
        desktop.nextFile = Optional.of(temp.resolve("no/such/folder.csv"));
        fire("#saveNumbers");
        Await.until("the failure is told", () -> notice().contains("could not be written"));
    }

    private String notice() {
        return onFx(() -> robot.lookup(".notice .label").tryQueryAs(Labeled.class).map(Labeled::getText).orElse(""));
    }
}
