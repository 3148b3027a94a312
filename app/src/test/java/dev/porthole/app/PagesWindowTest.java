package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Page loads in the place of the table. */
class PagesWindowTest extends RealWindow {

    @Test
    void aPageLoadIsOneCardThatOpensByKeyboardAndItsRequestsAreInspected() throws Exception {
        serve();
        get("");
        ask("site.css");
        ask("missing.png");
        fire("#pagesView");
        awaitLines(1);
        Await.until("the card says everything", () -> onFx(() -> spoken().stream().findFirst().orElse("").matches(
                "Page / at .*, status 200: 3 requests, .* sent, 1 error: 404 /missing.png, took .*, client 127.0.0.1."
                        + " Press Enter to list its requests.")));
        select(0);
        robot.interact(() -> robot.type(KeyCode.ENTER));
        awaitLines(4);
        select(2);
        Await.until("its head is shown", () -> onFx(() -> inspectorText().contains("GET /site.css HTTP/1.1")));
        robot.interact(() -> robot.type(KeyCode.LEFT));
        robot.interact(() -> robot.type(KeyCode.LEFT));
        awaitLines(1);
    }

    @Test
    void filterPauseAndClearHoldForPageLoadsToo() throws Exception {
        serve();
        fire("#pagesView");
        Await.until("it says what will be here", () -> onFx(() -> shown(".page-loads #empty")));
        get("");
        ask("missing.png");
        awaitLines(1);
        get("");
        awaitLines(2);
        fire("#clientError");
        awaitLines(1);
        fire("#serverError");
        Await.until("it says that nothing matches", () -> onFx(() -> lines().isEmpty()
                && shown(".page-loads #noMatch")));
        fire("#all");
        awaitLines(2);
        fire("#pause");
        get("");
        Await.until("it says what it misses", () -> onFx(() -> text(".pages-pill").equals("1 new request ↑")));
        assertThat(onFx(() -> lines().size())).isEqualTo(2);
        fire(".pages-pill");
        awaitLines(3);
        fire("#clear");
        awaitLines(0);
    }

    private void ask(String path) throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            browser.send(HttpRequest.newBuilder(URI.create(address() + path)).header("Referer", address()).build(),
                    BodyHandlers.discarding());
        }
    }

    private ListView<?> list() {
        return robot.lookup(".pages-list").queryAs(ListView.class);
    }

    private List<?> lines() {
        return list().getItems();
    }

    private void awaitLines(int count) {
        Await.until(count + " lines are shown", () -> onFx(() -> lines().size() == count));
    }

    @Override
    void select(int index) {
        onFx(() -> {
            list().requestFocus();
            list().getSelectionModel().clearAndSelect(index);
            return true;
        });
    }

    private List<String> spoken() {
        return list().lookupAll(".list-cell").stream()
                .map(ListCell.class::cast).map(cell -> String.valueOf(cell.getAccessibleText())).toList();
    }
}
