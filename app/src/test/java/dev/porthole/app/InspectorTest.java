package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.util.stream.Collectors;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What the inspector shows of real requests. */
class InspectorTest extends RealWindow {

    private void selectAndTurnTo(int row, String tab) {
        select(row);
        fire(tab);
    }

    private void awaitText(String wanted) {
        Await.until("the inspector says: " + wanted, () -> onFx(() -> allText().contains(wanted)));
    }

    /** Labels, too, whose texts are of another kind. */
    private String allText() {
        return inspectorText() + find("#inspector", VBox.class).lookupAll(".label").stream()
                .map(node -> node instanceof Labeled label ? label.getText() : "").collect(Collectors.joining("\n"));
    }

    @Test
    void aMissingFileIsExplainedByTheNameThatWasMeant() throws Exception {
        serve();
        get("Site.css");
        awaitRows(1);
        selectAndTurnTo(0, "#whyTab");
        awaitText("/site.css");
        awaitText("Only the case of letters differs");
        awaitText("Because the server made this page itself.");
    }

    @Test
    void theRowItIsAboutStaysInSightWhereItComesBelowTheTable() throws Exception {
        serve();
        onFx(() -> {
            scene().getWindow().setWidth(1_024);
            scene().getWindow().setHeight(700);
            return true;
        });
        for (int i = 0; i < 25; i++) {
            get("?" + i);
        }
        awaitRows(25);
        Await.until("the newest is in sight", () -> onFx(() -> isInSight(24)));
        select(10);
        Await.until("the inspector is shown", () -> onFx(() -> shown("#inspector")));
        Await.until("its row is in sight", () -> onFx(() -> isInSight(10)));
    }

    private boolean isInSight(int row) {
        VirtualFlow<?> flow = (VirtualFlow<?>) table().lookup(".virtual-flow");
        // The table has its parts once it has been laid out for the first time.
        return flow != null && flow.getFirstVisibleCell() != null && flow.getFirstVisibleCell().getIndex() <= row
                && row <= flow.getLastVisibleCell().getIndex();
    }

    @Test
    void aRequestIsSentAgainAndShownBesideTheFirst() throws Exception {
        serve();
        get("site.css");
        awaitRows(1);
        select(0);
        fire("#sendAgain");
        awaitText("Sent again");
        awaitText("body { color: black }");
        awaitRows(2);
        assertThat(onFx(() -> rows().get(1).exchange().request().headText()))
                .isEqualTo(onFx(() -> rows().get(0).exchange().request().headText()));
        select(1);
        fire("#requestTab");
        Await.until("it is marked", () -> onFx(() -> shown("#sentHere")));
        select(0);
        Await.until("the first is not marked", () -> onFx(() -> !shown("#sentHere")));
    }

    @Test
    void anEditedRequestGoesOutAsItIs() throws Exception {
        serve();
        get("site.css");
        awaitRows(1);
        select(0);
        fire("#edit");
        onFx(() -> {
            find("#replayText", TextArea.class).setText("GET /%zz HTTP/1.1\nHost: localhost");
            return true;
        });
        fire("#replaySend");
        awaitText("400 Bad Request");
        awaitRows(2);
        selectAndTurnTo(1, "#requestTab");
        awaitText("GET /%zz HTTP/1.1");
        assertThat(onFx(this::inspectorText)).contains("Host: localhost").doesNotContain("Accept");
    }

    @Test
    void textAndPicturesCanBeLookedAtAndAChangeIsTold() throws Exception {
        ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_ARGB), "png", root.resolve("dot.png").toFile());
        serve();
        Await.until("the server vouches for its files", () -> get("site.css").headers().firstValue("ETag").isPresent()
                && get("dot.png").headers().firstValue("ETag").isPresent());
        Await.until("all requests are listed", () -> onFx(() -> rows().size() > 1
                && text("#requestsCount").equals(Integer.toString(rows().size())) && rows().getLast().finished()));
        int last = onFx(() -> rows().size()) - 1;
        selectAndTurnTo(last, "#previewTab");
        awaitText("20 × 10");
        Await.until("the picture is drawn", () -> onFx(
                () -> find("#inspector", VBox.class).lookupAll("ImageView").stream()
                .anyMatch(node -> node instanceof ImageView view && view.getImage() != null
                        && view.getImage().getWidth() == 20)));
        select(last - 1);
        Await.until("the text is shown", () -> onFx(() -> robot.lookup(".code-lines").queryAllAs(ListView.class)
                .stream().anyMatch(list -> list.getItems().size() == 1)));
        awaitText("color");
        assertThat(onFx(this::inspectorText)).doesNotContain("has changed since");
        Files.writeString(root.resolve("site.css"), "body { color: white }\n/* new */");
        fire("#requestTab");
        fire("#previewTab");
        awaitText("The file has changed since this answer.");
    }

    @Test
    void theSameRequestBeforeIsCompared() throws Exception {
        serve();
        get("site.css?a");
        get("site.css?b");
        awaitRows(2);
        selectAndTurnTo(1, "#compare");
        awaitText("Before (no. 1)");
        awaitText("GET /site.css?a");
        select(0);
        awaitText("After (no. 2)");
    }
}
