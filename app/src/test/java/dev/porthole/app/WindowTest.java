package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** What a person does in the window, and what the window then shows. */
class WindowTest extends RealWindow {

    @Test
    void theFirstStartIsOneDropZoneAndTwoActionsLeadToAPage() throws Exception {
        open();
        assertThat(shown("#workbench")).isFalse();
        assertThat(shown(".drop-zone")).isTrue();
        desktop.nextFolder = Optional.of(root);
        fire(".drop-zone .button");
        awaitRunning();
        assertThat(shown(".drop-zone")).isFalse();
        fire("#address");
        Await.until("the browser is opened", () -> desktop.opened.size() == 1);
        assertThat(desktop.opened.getFirst()).isEqualTo(address());
        assertThat(get("").body()).isEqualTo("<h1>hello</h1>");
    }

    @Test
    void everyRequestBecomesARowInOrderAndIsCounted() throws Exception {
        serve();
        List<String> paths = List.of("", "site.css", "missing", "site.css");
        for (String path : paths) {
            get(path);
        }
        awaitRows(4);
        assertThat(onFx(() -> rows().stream().map(row -> row.exchange().request().target()).toList()))
                .containsExactly("/", "/site.css", "/missing", "/site.css");
        Await.until("the counts agree", () -> onFx(() -> text("#requestsCount").equals("4")
                && text("#requests").equals("4") && text("#kept").equals("Log: kept 4 of 4")));
        Await.until("the cells are drawn", () -> onFx(() -> cellTexts().containsAll(
                List.of("/missing", "404", "200", "css", "GET"))));
    }

    @Test
    void theInspectorShowsTheHeadAndTheReason() throws Exception {
        serve();
        get("missing");
        awaitRows(1);
        select(0);
        Await.until("the head is shown", () -> onFx(() -> inspectorText().contains("GET /missing HTTP/1.1")));
        List<String> numbers = onFx(() -> robot.lookup(".line-number").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText).toList());
        assertThat(numbers.getFirst()).isEqualTo("0");
        assertThat(numbers).hasSizeGreaterThan(3);
        fire("#whyTab");
        assertThat(onFx(this::inspectorText)).contains("Nothing in the served folder has this name");
        fire("#responseTab");
        assertThat(onFx(this::inspectorText)).contains("HTTP/1.1 404");
        fire("#timingTab");
        assertThat(onFx(this::inspectorText)).contains("The first request on #1");
        fire("#copyAsCurl");
        assertThat(desktop.copied.getFirst()).startsWith("curl -i '" + address() + "missing'");
        robot.interact(() -> robot.type(KeyCode.ESCAPE));
        Await.until("the inspector is closed", () -> onFx(() -> !shown("#inspector")));
    }

    @Test
    void theFilterNarrowsTheTable() throws Exception {
        serve();
        get("");
        get("missing");
        get("site.css");
        awaitRows(3);
        fire("#clientError");
        awaitRows(1);
        fire("#all");
        onFx(() -> {
            find("#filter", TextInputControl.class).setText("css status:2xx");
            return true;
        });
        awaitRows(1);
        onFx(() -> {
            find("#filter", TextInputControl.class).setText("nothing like this");
            return true;
        });
        Await.until("it says that nothing matches", () -> onFx(() -> shown("#noMatch")));
        fire("#showAll");
        awaitRows(3);
        fire("#clear");
        awaitRows(0);
    }

    @Test
    void thePausedTableStandsStillAndSaysWhatItMisses() throws Exception {
        serve();
        get("");
        awaitRows(1);
        fire("#pause");
        get("site.css");
        get("site.css");
        Await.until("two new rows are announced", () -> onFx(() -> text("#pill").equals("2 new ↓")));
        assertThat(onFx(() -> rows().size())).isEqualTo(1);
        fire("#pill");
        awaitRows(3);
        fire("#pause");
        fire("#clear");
        awaitRows(0);
        get("site.css");
        awaitRows(1);
    }

    @Test
    void theLanguageChangesAtOnceAndIsRemembered() throws Exception {
        serve();
        fire("#preferences");
        fire("#languageChinese");
        assertThat(onFx(() -> text("#clear"))).startsWith("清空");
        assertThat(onFx(() -> text("#state"))).isEqualTo("运行中");
        Await.until("the choice is on disk", () ->
                Files.readString(temp.resolve("config/settings.properties")).contains("language=chinese"));
        fire("#languageEnglish");
        assertThat(onFx(() -> text("#state"))).isEqualTo("Running");
    }

    @Test
    void aBusyPortIsExplainedAndOneClickTakesAnother() throws Exception {
        serve();
        fire("#start");
        awaitState("Stopped");
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            type("#port", Integer.toString(busy.getLocalPort()));
            fire("#start");
            Await.until("another port is offered", () -> onFx(() -> shown("#takeOffer")));
            assertThat(onFx(() -> text("#portHint"))).contains("Port " + busy.getLocalPort() + " is in use");
            fire("#takeOffer");
            awaitRunning();
            assertThat(get("").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void badInputIsToldBesideTheFieldAndStartIsDisabled() throws Exception {
        serve();
        fire("#start");
        awaitState("Stopped");
        type("#port", "99999");
        type("#folder", temp + "/none");
        Await.until("both problems are told", () -> onFx(() ->
                text("#portHint").equals("The highest port is 65535.")
                        && text("#folderHint").startsWith("This folder does not exist.")));
        assertThat(onFx(() -> find("#start", ButtonBase.class).isDisabled())).isTrue();
    }

    @Test
    void stopFreesThePortAtOnceAndStartServesAgain() throws Exception {
        serve();
        int port = URI.create(address()).getPort();
        get("");
        fire("#start");
        awaitState("Stopped");
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        }
        fire("#start");
        awaitRunning();
        assertThat(get("").statusCode()).isEqualTo(200);
    }

    @Test
    void aFolderThatGoesAwayIsTold() throws Exception {
        serve();
        Files.move(root, temp.resolve("away"));
        Await.until("the loss is told", () -> onFx(() -> robot.lookup(".notice.error .label")
                .tryQueryAs(Labeled.class).map(Labeled::getText).orElse("").contains("has gone")));
    }

    @Test
    void connectionsAreListedAndClosingTheWindowFreesThePort() throws Exception {
        serve();
        get("");
        get("site.css");
        fire("#connectionsTab");
        Await.until("the connection is listed", () -> onFx(() ->
                find("#connectionTable", TableView.class).getItems().size() == 1));
        assertThat(onFx(() -> text("#connectionsCount"))).isEqualTo("1");
        int port = URI.create(address()).getPort();
        onFx(() -> {
            application.stop();
            return true;
        });
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        }
    }
}
